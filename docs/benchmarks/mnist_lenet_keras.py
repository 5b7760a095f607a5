#!/usr/bin/env python3
"""The network of `rawi vision train --arch lenet5` in Keras: 60,000 images, Adam, batches of 64.

RAWI_DATA=... python3 docs/benchmarks/mnist_lenet_keras.py [--threads 2] [--epochs 3]
with a Python that has keras, one of its backends and numpy. All images lie in memory.
"""
import argparse
import gzip
import os
import time

import numpy


def idx(folder, name, header):
    with gzip.open(os.path.join(folder, name + ".gz")) as file:
        return numpy.frombuffer(file.read(), numpy.uint8, offset=header)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    os.environ.setdefault("TF_NUM_INTRAOP_THREADS", str(options.threads))
    os.environ.setdefault("TF_NUM_INTEROP_THREADS", "1")
    import keras
    from keras import layers

    keras.utils.set_random_seed(options.seed)
    folder = os.path.join(os.environ.get("RAWI_DATA", "../shared/data"), "vision_mnist")
    x = idx(folder, "train-images-idx3-ubyte", 16).reshape(-1, 28, 28, 1).astype("float32") / 255
    y = idx(folder, "train-labels-idx1-ubyte", 8).astype("int32")
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Conv2D(6, 5, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(16, 5, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Flatten(),
            layers.Dense(120, activation="relu"),
            layers.Dense(84, activation="relu"),
            layers.Dense(10),
        ]
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile("adam", loss, metrics=["accuracy"])
    for epoch in range(options.epochs):
        start = time.perf_counter()
        run = model.fit(x, y, batch_size=64, epochs=1, verbose=0)
        seconds = time.perf_counter() - start
        print(f"epoch {epoch + 1}  loss {run.history['loss'][0]:.4f}  {seconds:.2f} s", flush=True)
    print(f"keras {keras.__version__} on {keras.backend.backend()}, {options.threads} threads")


main()
