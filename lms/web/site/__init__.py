"""Pages that belong to no feature: errors, health, help, administration, assets."""
