"""A process of its own for slow work on what people wrote: within limits, and apart from who serves pages."""
