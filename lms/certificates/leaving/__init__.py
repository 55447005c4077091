"""After leaving: what somebody who has left still has of their certificates, and what is left of them."""
