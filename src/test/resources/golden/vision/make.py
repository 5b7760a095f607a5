"""Outputs and gradients of layers on planes, computed by PyTorch's autograd in float64.

    python3 make.py > planes.json        (PyTorch 1.13 or later; no other package)

Arrays are kept with the channels last and kernels as (height, width, in, out), as in Keras; they are turned round for
PyTorch here. Same padding, which PyTorch has for stride 1 only, is written out as padding that is put around first:
half of it, rounded down, above and to the left.
"""
import json
import sys

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
SEEDS = iter(range(1, 1000))


def draw(*shape):
    return (torch.rand(*shape, generator=torch.Generator().manual_seed(next(SEEDS))) * 2 - 1).requires_grad_()


def first(x):  # channels first
    return x.permute(0, 3, 1, 2)


def last(x):
    return x.permute(0, 2, 3, 1)


def same(x, size, stride, dilation=1, value=0.0):
    """x (channels first) with the padding that gives ceil(n / stride) windows."""
    pads = []
    for axis in (3, 2):
        n, k = x.shape[axis], size[axis - 2]
        total = max((-(-n // stride) - 1) * stride + (k - 1) * dilation + 1 - n, 0)
        pads += [total // 2, total - total // 2]
    return F.pad(x, pads, value=value)


def conv(x, w, b, stride=1, padding="valid", dilation=1, groups=1):
    x = first(x)
    if padding == "same":
        x = same(x, w.shape[:2], stride, dilation)
    return last(F.conv2d(x, w.permute(3, 2, 0, 1), b, stride, 0, dilation, groups))


def depthwise(x, w, b, stride=1, padding="valid"):
    kh, kw, c, m = w.shape
    x = first(x)
    if padding == "same":
        x = same(x, (kh, kw), stride)
    return last(F.conv2d(x, w.permute(2, 3, 0, 1).reshape(c * m, 1, kh, kw), b, stride, groups=c))


def transposed(x, w, b, stride, padding, size):
    """The full result; with same padding cropped as the convolution that it reverses would have padded."""
    y = F.conv_transpose2d(first(x), w.permute(3, 2, 0, 1), None, stride)
    y = F.pad(y, [0, max(0, size[1] - y.shape[3]), 0, max(0, size[0] - y.shape[2])])
    if padding == "same":
        total = [max((x.shape[i + 1] - 1) * stride + w.shape[i] - size[i], 0) for i in (0, 1)]
        y = y[:, :, total[0] // 2 :, total[1] // 2 :]
    return last(y[:, :, : size[0], : size[1]]) + b


def largest(x, size, stride, padding):
    x = first(x)
    if padding == "same":
        x = same(x, (size, size), stride, value=float("-inf"))
    return last(F.max_pool2d(x, size, stride))


def mean(x, size, stride, padding):
    ones = torch.ones(1, 1, *x.shape[1:3])
    x = first(x)
    if padding == "same":
        x, ones = same(x, (size, size), stride), same(ones, (size, size), stride)
    return last(F.avg_pool2d(x, size, stride) / F.avg_pool2d(ones, size, stride))


X = (2, 5, 6, 2)
CASES = {
    "conv2d valid": (lambda x, w, b: conv(x, w, b), [(3, 3, 2, 3), (3,)]),
    "conv2d same stride 2": (lambda x, w, b: conv(x, w, b, 2, "same"), [(3, 3, 2, 3), (3,)]),
    "conv2d same 2x3": (lambda x, w, b: conv(x, w, b, 1, "same"), [(2, 3, 2, 3), (3,)]),
    "conv2d valid dilation 2": (lambda x, w, b: conv(x, w, b, dilation=2), [(3, 2, 2, 3), (3,)]),
    "conv2d same dilation 2": (lambda x, w, b: conv(x, w, b, 1, "same", 2), [(3, 2, 2, 3), (3,)]),
    "conv2d groups 2": (lambda x, w, b: conv(x, w, b, groups=2), [(3, 3, 1, 6), (6,)]),
    "depthwise same stride 2": (lambda x, w, b: depthwise(x, w, b, 2, "same"), [(3, 3, 2, 2), (4,)]),
    "separable valid": (lambda x, d, w, b: conv(depthwise(x, d, None), w, b), [(3, 3, 2, 2), (1, 1, 4, 3), (3,)]),
    "transposed valid stride 2": (lambda x, w, b: transposed(x, w, b, 2, "valid", (11, 13)), [(3, 3, 3, 2), (3,)]),
    "transposed same stride 2": (lambda x, w, b: transposed(x, w, b, 2, "same", (10, 12)), [(3, 3, 3, 2), (3,)]),
    "transposed same stride 3": (lambda x, w, b: transposed(x, w, b, 3, "same", (15, 18)), [(2, 2, 3, 2), (3,)]),
    "max pooling valid": (lambda x: largest(x, 2, 2, "valid"), []),
    "max pooling same": (lambda x: largest(x, 3, 2, "same"), []),
    "average pooling valid": (lambda x: mean(x, 2, 2, "valid"), []),
    "average pooling same": (lambda x: mean(x, 3, 2, "same"), []),
    "global max pooling": (lambda x: x.amax((1, 2)), []),
    "global average pooling": (lambda x: x.mean((1, 2)), []),
    "up-sampling nearest": (lambda x: last(F.interpolate(first(x), scale_factor=2)), []),
    "up-sampling bilinear": (lambda x: last(F.interpolate(first(x), scale_factor=(3, 2), mode="bilinear")), []),
    "resizing bilinear": (lambda x: last(F.interpolate(first(x), (7, 4), mode="bilinear")), []),
    "reflection": (lambda x: last(F.pad(first(x), (1, 3, 2, 0), "reflect")), []),
    "edge": (lambda x: last(F.pad(first(x), (1, 3, 2, 0), "replicate")), []),
    "response normalization": (lambda x: last(F.local_response_norm(first(x), 3, 0.5 * 3, 0.75, 2.0)), []),
}


def numbers(t):
    return {"shape": list(t.shape), "data": [float("%.10g" % v) for v in t.detach().reshape(-1)]}


out = {"torch": torch.__version__, "cases": []}
for name, (layer, weights) in CASES.items():
    x = draw(*X)
    w = [draw(*shape) for shape in weights]
    y = layer(x, *w)
    factors = draw(*y.shape)
    gradients = torch.autograd.grad((y * factors).sum(), [x] + w)
    case = {"name": name, "x": x, "weights": w, "y": y, "factors": factors, "dx": gradients[0], "dWeights": gradients[1:]}
    out["cases"].append(
        {k: v if isinstance(v, str) else numbers(v) if isinstance(v, torch.Tensor) else [numbers(a) for a in v] for k, v in case.items()}
    )
json.dump(out, sys.stdout)
