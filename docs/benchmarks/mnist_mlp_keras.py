#!/usr/bin/env python3
"""The network of `rawi example mnist-mlp` in Keras: 784-512-256-128-64-10, Adam, batches of 32.

RAWI_DATA=... python3 docs/benchmarks/mnist_mlp_keras.py [--threads 2] [--epochs 10]
with a Python that has keras, tensorflow and numpy.
What counts is `fit` with verbose=0, one call for each epoch; the test images are judged apart from its time.
The first epoch, in which functions are traced, is reported by itself.
"""
import argparse
import gzip
import os
import statistics
import time

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")  # the processor, as Rawi

import keras
import numpy
import tensorflow


def idx(folder, name, header):
    with gzip.open(os.path.join(folder, name + ".gz")) as file:
        return numpy.frombuffer(file.read(), numpy.uint8, offset=header)


def images(folder, part):
    pixels = idx(folder, part + "-images-idx3-ubyte", 16).astype(numpy.float32) / 255
    return pixels.reshape(-1, 784), idx(folder, part + "-labels-idx1-ubyte", 8).astype(numpy.int32)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=42)
    options = parser.parse_args()
    tensorflow.config.threading.set_intra_op_parallelism_threads(options.threads)
    tensorflow.config.threading.set_inter_op_parallelism_threads(options.threads)
    keras.utils.set_random_seed(options.seed)
    folder = os.path.join(os.environ.get("RAWI_DATA", "../shared/data"), "vision_mnist")
    x, y = images(folder, "train")
    test_x, test_y = images(folder, "t10k")
    layers = [keras.layers.Dense(units, activation="relu") for units in (512, 256, 128, 64)]
    model = keras.Sequential([keras.Input((784,)), *layers, keras.layers.Dense(10)])
    model.compile(
        keras.optimizers.Adam(0.001), keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"]
    )
    seconds = []
    for epoch in range(options.epochs):
        start = time.perf_counter()
        history = model.fit(x, y, batch_size=32, epochs=1, verbose=0).history
        seconds.append(time.perf_counter() - start)
        accuracy = model.evaluate(test_x, test_y, batch_size=1000, verbose=0, return_dict=True)["accuracy"]
        print(
            f"epoch {epoch + 1:2d}  loss {history['loss'][0]:.4f}  accuracy {history['accuracy'][0]:.4f}"
            f"  test accuracy {accuracy:.4f}  {seconds[-1]:.2f} s",
            flush=True,
        )
    later = f"median of the others {statistics.median(seconds[1:]):.2f} s" if len(seconds) > 1 else "no others"
    print(
        f"keras {keras.__version__} on {keras.backend.backend()} {tensorflow.__version__}, {options.threads} threads:"
        f" first epoch {seconds[0]:.2f} s, {later}, test not included"
    )


main()
