#!/usr/bin/env python3
"""`rawi vision train --arch small-vgg --epochs 24 --learning-rate 0.003 --augment flip,translate --validation 0` in Keras.

RAWI_DATA=... python3 docs/benchmarks/cifar_small_vgg_keras.py [--threads 2] [--epochs 24]
with a Python that has keras and tensorflow. The same layers, initializers, batches, loss, Adam and half a cosine of its rate; the
same changes of images, made by Keras's layers. The test pictures are judged once, at the end.
"""
import argparse
import os
import time


def model(keras):
    layers = keras.layers

    def normalized(filters):
        return [
            layers.Conv2D(filters, 3, padding="same", use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(),
        ]

    def pair(filters):
        return normalized(filters) + normalized(filters)

    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.RandomFlip("horizontal"),
            layers.RandomTranslation(0.125, 0.125, fill_mode="reflect", interpolation="bilinear"),
            layers.Rescaling(1 / 255),
            *pair(32),
            layers.MaxPooling2D(2),
            *pair(64),
            layers.MaxPooling2D(2),
            layers.Dropout(0.2),
            *pair(128),
            layers.GlobalAveragePooling2D(),
            layers.Dropout(0.3),
            layers.Dense(10),
        ]
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=24)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--learning-rate", type=float, default=0.003)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--limit", type=int, help="so many pictures of each part, to try the script")
    options = parser.parse_args()
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ.setdefault("TF_NUM_INTRAOP_THREADS", str(options.threads))
    os.environ.setdefault("TF_NUM_INTEROP_THREADS", "1")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    import cifar_jpeg
    import keras
    import numpy
    import tensorflow

    keras.utils.set_random_seed(options.seed)
    x, y = cifar_jpeg.read("train")
    test_x, test_y = cifar_jpeg.read("test")
    if options.limit:
        x, y = x[:: len(x) // options.limit], y[:: len(y) // options.limit]
        test_x, test_y = test_x[:: len(test_x) // options.limit], test_y[:: len(test_y) // options.limit]
    x = x.astype("float32")
    network = model(keras)
    learning = sum(int(numpy.prod(w.shape)) for w in network.trainable_weights)
    print(f"{len(x)} pictures to learn from, {network.count_params()} numbers, {learning} of them learnt", flush=True)
    steps = options.epochs * -(-len(x) // options.batch_size)
    network.compile(
        keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(options.learning_rate, steps)),
        keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    begin = time.perf_counter()
    for epoch in range(options.epochs):
        start = time.perf_counter()
        run = network.fit(x, y, batch_size=options.batch_size, epochs=1, verbose=0)
        now = time.perf_counter()
        of = {name: values[0] for name, values in run.history.items()}
        print(f"epoch {epoch + 1}  loss {of['loss']:.4f}  accuracy {of['accuracy']:.4f}  {now - start:.2f} s", flush=True)
    print(f"{time.perf_counter() - begin:.0f} s in all")
    loss, accuracy = network.evaluate(test_x.astype("float32"), test_y, batch_size=128, verbose=0)
    print(f"test: accuracy {accuracy:.4f}, loss {loss:.4f}, {len(test_x)} pictures")
    print(f"keras {keras.__version__} on tensorflow {tensorflow.__version__}, {options.threads} threads, seed {options.seed}")


main()
