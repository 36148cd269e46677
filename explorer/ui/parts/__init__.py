"""Small widgets and the style sheet that every panel shares; knows no panel and no landscape."""
