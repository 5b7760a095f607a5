#!/usr/bin/env python3
"""`rawi vision transfer --image-size 160 --epochs 30 --fine-epochs 0 --seeds 3` on CIFAR-10 in Keras: heads on frozen features.

RAWI_DATA=... python3 docs/benchmarks/cifar_mobilenetv2_keras.py [--threads 2] [--epochs 30] [--seeds 3]
with a Python that has keras and tensorflow. The weights of $RAWI_DATA/encoder_mobilenetv2, pictures enlarged bilinearly, one head
(dropout 0.2, dense) for each seed by Adam and half a cosine of its rate. The test pictures are judged once for each head.
"""
import argparse
import os
import time


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--image-size", type=int, default=160)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--batch-size", type=int, default=64)
    parser.add_argument("--learning-rate", type=float, default=0.001)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--seeds", type=int, default=3)
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

    folder = os.path.join(os.environ.get("RAWI_DATA", "../shared/data"), "encoder_mobilenetv2")
    side = options.image_size
    whole = keras.applications.MobileNetV2(weights=None, input_shape=(side, side, 3))
    whole.load_weights(os.path.join(folder, "mobilenetv2_imagenet_dequantized.h5"))
    encoder = keras.Model(whole.input, whole.get_layer("global_average_pooling2d").output)

    @tensorflow.function
    def features(images):
        larger = tensorflow.image.resize(tensorflow.cast(images, "float32"), (side, side))
        return encoder(larger / 127.5 - 1, training=False)

    def computed(split):
        x, y = cifar_jpeg.read(split)
        if options.limit:
            x, y = x[:: len(x) // options.limit], y[:: len(y) // options.limit]
        parts = [features(x[i : i + options.batch_size]).numpy() for i in range(0, len(x), options.batch_size)]
        return numpy.concatenate(parts), y

    start = time.perf_counter()
    x, y = computed("train")
    seconds = time.perf_counter() - start
    print(f"features of {len(x)} pictures: {seconds:.1f} s", flush=True)
    test_x, test_y = computed("test")
    steps = options.epochs * -(-len(x) // options.batch_size)
    accuracies = []
    for seed in range(options.seed, options.seed + options.seeds):
        keras.utils.set_random_seed(seed)
        head = keras.Sequential([keras.Input((1280,)), keras.layers.Dropout(0.2), keras.layers.Dense(10)])
        head.compile(
            keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(options.learning_rate, steps)),
            keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            metrics=["accuracy"],
        )
        start = time.perf_counter()
        head.fit(x, y, batch_size=options.batch_size, epochs=options.epochs, verbose=0)
        seconds = time.perf_counter() - start
        accuracies.append(head.evaluate(test_x, test_y, batch_size=128, verbose=0)[1])
        print(f"seed {seed}: {options.epochs} epochs in {seconds:.1f} s, test accuracy {accuracies[-1]:.4f}", flush=True)
    print(f"mean {sum(accuracies) / len(accuracies):.4f} of {len(test_x)} test pictures")
    print(f"keras {keras.__version__} on tensorflow {tensorflow.__version__}, {options.threads} threads")


main()
