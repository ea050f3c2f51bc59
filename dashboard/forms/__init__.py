"""Other forms of the charts: each draws what its chart draws, in another way that a visitor may choose."""
