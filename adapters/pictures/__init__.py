"""Looking at listing images with Pillow: size, background, how far the product fills them, likeness."""
