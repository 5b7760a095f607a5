"""Small drawings as JPEG of kinds that Java's own writer does not make.

    python3 make.py        (Pillow 9.4: libjpeg-turbo)
"""
from PIL import Image

for name, mode, options in [
    ("progressive-halved", "RGB", dict(progressive=True, subsampling=1)),
    ("optimized-full", "RGB", dict(optimize=True, subsampling=0)),
    ("progressive-grey", "L", dict(progressive=True)),
    ("four-colours", "CMYK", dict()),
]:
    picture = Image.new(mode, (41, 27))
    for y in range(27):
        for x in range(41):
            value = (x * 6, y * 9, (x // 8 + y // 8) % 2 * 160 + x * y % 40)
            picture.putpixel((x, y), {"RGB": value, "L": value[2], "CMYK": value + (0,)}[mode])
    picture.save(name + ".jpg", quality=70, **options)
