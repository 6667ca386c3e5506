"""Networks that restore faces by what a generator knows of them: GFPGAN and GPEN, and what spandrel reads."""
