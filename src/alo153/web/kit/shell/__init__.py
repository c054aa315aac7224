"""What is around every page: navigation, theme, what templates may use, the city's clock."""
