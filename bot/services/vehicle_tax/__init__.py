"""The annual tax on vehicles, computed from the published tariff."""
