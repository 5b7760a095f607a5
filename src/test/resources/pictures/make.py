"""Small drawings as JPEG of kinds that Java's own writer does not make.

    python3 make.py        (Pillow 9.4: libjpeg-turbo)
"""
from PIL import Image

for name, mode, options in [
    ("progressive-halved", "RGB", dict(progressive=True, subsampling=1)),
    ("optimized-full", "RGB", dict(optimize=True, subsampling=0)),
    ("progressive-grey", "L", dict(progressive=True)),
]:
    picture = Image.new(mode, (41, 27))
    for y in range(27):
        for x in range(41):
            value = (x * 6, y * 9, (x // 8 + y // 8) % 2 * 160 + x * y % 40)
            picture.putpixel((x, y), value if mode == "RGB" else value[2])
    picture.save(name + ".jpg", quality=70, **options)
