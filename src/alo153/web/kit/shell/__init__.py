"""The frame of every page: navigation, theme, template context, the city's clock."""
