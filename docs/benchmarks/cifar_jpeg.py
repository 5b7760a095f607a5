"""The pictures of $RAWI_DATA/vision_cifar10: ZIPs of split/class/NNNN.jpg, 32 x 32."""
import os
import zipfile

import numpy
import tensorflow

FOLDER = os.path.join(os.environ.get("RAWI_DATA", "../shared/data"), "vision_cifar10")


def read(split):
    """Numbers from 0 to 255 (pictures, 32, 32, 3) and the classes, numbered in the order of their names."""
    with zipfile.ZipFile(os.path.join(FOLDER, f"cifar10-{split}-jpg.zip")) as file:
        names = sorted(name for name in file.namelist() if name.endswith(".jpg"))
        classes = sorted({name.split("/")[-2] for name in names})
        pixels = [tensorflow.io.decode_jpeg(file.read(name), channels=3, dct_method="INTEGER_ACCURATE").numpy() for name in names]
    labels = [classes.index(name.split("/")[-2]) for name in names]
    return numpy.stack(pixels), numpy.array(labels, "int32")
