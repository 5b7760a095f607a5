#!/usr/bin/env python3
"""The network of `rawi example mnist-mlp` in PyTorch: 784-512-256-128-64-10, Adam, batches of 32.

RAWI_DATA=... OMP_NUM_THREADS=2 python3 docs/benchmarks/mnist_mlp_torch.py [--threads 2] [--epochs 10] [--keep-subnormals]
with a Python that has torch and numpy.
All images lie in memory and a batch is an index into them: no loader takes part in the time.
"""
import argparse
import gzip
import os
import statistics
import time

import numpy
import torch
from torch import nn


def idx(folder, name, header):
    with gzip.open(os.path.join(folder, name + ".gz")) as file:
        return numpy.frombuffer(file.read(), numpy.uint8, offset=header)


def images(folder, part):
    pixels = torch.from_numpy(idx(folder, part + "-images-idx3-ubyte", 16).astype(numpy.float32) / 255)
    labels = torch.from_numpy(idx(folder, part + "-labels-idx1-ubyte", 8).astype(numpy.int64))
    return pixels.reshape(-1, 784), labels


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--keep-subnormals", action="store_true")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    # moments of pixels that are rarely lit shrink to subnormal numbers, which are slow
    torch.set_flush_denormal(not options.keep_subnormals)
    folder = os.path.join(os.environ.get("RAWI_DATA", "../shared/data"), "vision_mnist")
    x, y = images(folder, "train")
    test_x, test_y = images(folder, "t10k")
    sizes = [784, 512, 256, 128, 64]
    layers = [part for i in range(4) for part in (nn.Linear(sizes[i], sizes[i + 1]), nn.ReLU())]
    model = nn.Sequential(*layers, nn.Linear(64, 10))
    for layer in model:  # Keras's start, as Rawi's
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001, eps=1e-7)
    loss_of = nn.CrossEntropyLoss()
    seconds = []
    for epoch in range(options.epochs):
        start = time.perf_counter()
        model.train()
        total = 0.0
        for rows in torch.randperm(len(x)).split(32):
            optimizer.zero_grad()
            loss = loss_of(model(x[rows]), y[rows])
            loss.backward()
            optimizer.step()
            total += loss.item() * len(rows)
        model.eval()
        with torch.no_grad():
            right = sum((model(a).argmax(1) == b).sum().item() for a, b in zip(test_x.split(1000), test_y.split(1000)))
        seconds.append(time.perf_counter() - start)
        print(f"epoch {epoch + 1:2d}  loss {total / len(x):.4f}  test accuracy {right / len(test_x):.4f}  {seconds[-1]:.2f} s", flush=True)
    print(f"torch {torch.__version__}, {options.threads} threads: median {statistics.median(seconds):.2f} s an epoch, test included")


main()
