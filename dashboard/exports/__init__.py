"""What leaves the page: tables, pictures and packages, each with what an honest reader needs beside the figures."""
