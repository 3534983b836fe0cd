"""Rows of which nothing is to be told, read by columns: for whoever reads many workbooks."""
