package rawi.nn.backend;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The computations on planes as plain array operations: a window of kh by kw places is kh kw
 * shifted views of the plane, and a convolution the sum of as many matrix products.
 */
final class Nd4jSpatial implements SpatialKernels {
  @Override
  public INDArray convolution(
      INDArray x, INDArray kernel, Optional<INDArray> bias, Window window, int groups) {
    INDArray padded = Shifts.padded(x, window, 0);
    INDArray y = Nd4j.zeros(x.dataType(), window.output(x.shape(), kernel.size(3)));
    for (int g = 0; g < groups; g++) {
      INDArray seen = part(padded, g, groups);
      INDArray filters = part(kernel, g, groups);
      INDArray sum = Nd4j.zeros(x.dataType(), places(y), filters.size(3));
      for (int u = 0; u < window.rows().size(); u++) {
        for (int v = 0; v < window.columns().size(); v++) {
          INDArray shifted = rows(Shifts.view(seen, window, u, v, y)); // (places, channels)
          sum.addi(shifted.mmul(at(filters, u, v)));
        }
      }
      part(y, g, groups).assign(sum.reshape(with(y, filters.size(3))));
    }
    bias.ifPresent(b -> y.addi(b.reshape(1, 1, 1, b.length())));
    return y;
  }

  @Override
  public ConvolutionGradients convolutionGradients(
      INDArray x, INDArray kernel, INDArray dy, Window window, int groups) {
    return new ConvolutionGradients(
        convolutionInputGradient(kernel, dy, window, groups, x.size(1), x.size(2)),
        convolutionKernelGradient(x, dy, window, groups),
        channelSums(dy));
  }

  @Override
  public INDArray convolutionInputGradient(
      INDArray kernel, INDArray dy, Window window, int groups, long height, long width) {
    long channels = kernel.size(2) * groups;
    INDArray dx = Nd4j.zeros(dy.dataType(), dy.size(0), height, width, channels);
    INDArray padded = Shifts.padded(dx, window, 0);
    for (int g = 0; g < groups; g++) {
      INDArray seen = part(padded, g, groups);
      INDArray filters = part(kernel, g, groups);
      INDArray d = rows(part(dy, g, groups)); // (places, filters)
      for (int u = 0; u < window.rows().size(); u++) {
        for (int v = 0; v < window.columns().size(); v++) {
          INDArray share = d.mmul(at(filters, u, v).transpose()); // (places, channels)
          Shifts.view(seen, window, u, v, dy).addi(share.reshape(with(dy, kernel.size(2))));
        }
      }
    }
    return Shifts.inner(padded, window, height, width);
  }

  @Override
  public INDArray convolutionKernelGradient(INDArray x, INDArray dy, Window window, int groups) {
    INDArray padded = Shifts.padded(x, window, 0);
    int kh = window.rows().size();
    int kw = window.columns().size();
    INDArray dw = Nd4j.zeros(x.dataType(), kh, kw, x.size(3) / groups, dy.size(3));
    for (int g = 0; g < groups; g++) {
      INDArray seen = part(padded, g, groups);
      INDArray filters = part(dw, g, groups);
      INDArray d = rows(part(dy, g, groups)); // (places, filters)
      for (int u = 0; u < kh; u++) {
        for (int v = 0; v < kw; v++) {
          INDArray shifted = rows(Shifts.view(seen, window, u, v, dy)); // (places, channels)
          at(filters, u, v).assign(shifted.transpose().mmul(d));
        }
      }
    }
    return dw;
  }

  @Override
  public INDArray depthwise(INDArray x, INDArray kernel, Optional<INDArray> bias, Window window) {
    long m = kernel.size(3);
    INDArray padded = Shifts.padded(x, window, 0);
    INDArray y = Nd4j.zeros(x.dataType(), window.output(x.shape(), x.size(3) * m));
    INDArray split = y.reshape(places(y), x.size(3), m);
    for (int u = 0; u < window.rows().size(); u++) {
      for (int v = 0; v < window.columns().size(); v++) {
        INDArray shifted = rows(Shifts.view(padded, window, u, v, y)); // (places, channels)
        split.addi(column(shifted).mul(row(at(kernel, u, v))));
      }
    }
    bias.ifPresent(b -> y.addi(b.reshape(1, 1, 1, b.length())));
    return y;
  }

  @Override
  public ConvolutionGradients depthwiseGradients(
      INDArray x, INDArray kernel, INDArray dy, Window window) {
    long m = kernel.size(3);
    INDArray padded = Shifts.padded(x, window, 0);
    INDArray dPadded = Nd4j.zeros(x.dataType(), padded.shape());
    INDArray dw = Nd4j.zeros(x.dataType(), kernel.shape());
    INDArray d = rows(dy).reshape(places(dy), x.size(3), m);
    for (int u = 0; u < window.rows().size(); u++) {
      for (int v = 0; v < window.columns().size(); v++) {
        INDArray shifted = rows(Shifts.view(padded, window, u, v, dy)); // (places, channels)
        at(dw, u, v).assign(d.mul(column(shifted)).sum(0));
        INDArray share = d.mul(row(at(kernel, u, v))).sum(2);
        Shifts.view(dPadded, window, u, v, dy).addi(share.reshape(with(dy, x.size(3))));
      }
    }
    return new ConvolutionGradients(
        Shifts.inner(dPadded, window, x.size(1), x.size(2)), dw, channelSums(dy));
  }

  @Override
  public INDArray channelSums(INDArray dy) {
    return rows(dy).sum(0);
  }

  @Override
  public INDArray maxPool(INDArray x, Window window) {
    INDArray padded = Shifts.padded(x, window, Double.NEGATIVE_INFINITY);
    long[] shape = window.output(x.shape(), x.size(3));
    INDArray y = Nd4j.valueArrayOf(shape, Double.NEGATIVE_INFINITY, x.dataType());
    for (int u = 0; u < window.rows().size(); u++) {
      for (int v = 0; v < window.columns().size(); v++) {
        Transforms.max(y, Shifts.view(padded, window, u, v, y).dup('c'), false);
      }
    }
    return y;
  }

  @Override
  public INDArray maxPoolGradient(INDArray x, INDArray dy, Window window) {
    INDArray padded = Shifts.padded(x, window, Double.NEGATIVE_INFINITY);
    INDArray dPadded = Nd4j.zeros(x.dataType(), padded.shape());
    INDArray y = maxPool(x, window);
    INDArray open = Nd4j.ones(x.dataType(), y.shape()); // windows that have not found theirs yet
    for (int u = 0; u < window.rows().size(); u++) {
      for (int v = 0; v < window.columns().size(); v++) {
        INDArray seen = Shifts.view(padded, window, u, v, y).dup('c');
        INDArray first = seen.eq(y).castTo(x.dataType()).muli(open);
        Shifts.view(dPadded, window, u, v, y).addi(first.mul(dy));
        open.subi(first);
      }
    }
    return Shifts.inner(dPadded, window, x.size(1), x.size(2));
  }

  @Override
  public INDArray averagePool(INDArray x, Window window) {
    INDArray padded = Shifts.padded(x, window, 0);
    INDArray y = Nd4j.zeros(x.dataType(), window.output(x.shape(), x.size(3)));
    for (int u = 0; u < window.rows().size(); u++) {
      for (int v = 0; v < window.columns().size(); v++) {
        y.addi(Shifts.view(padded, window, u, v, y));
      }
    }
    return y.divi(counts(window, x.size(1), x.size(2), y));
  }

  @Override
  public INDArray averagePoolGradient(INDArray dy, Window window, long height, long width) {
    INDArray dx = Nd4j.zeros(dy.dataType(), dy.size(0), height, width, dy.size(3));
    INDArray padded = Shifts.padded(dx, window, 0);
    INDArray share = dy.div(counts(window, height, width, dy));
    for (int u = 0; u < window.rows().size(); u++) {
      for (int v = 0; v < window.columns().size(); v++) {
        Shifts.view(padded, window, u, v, dy).addi(share);
      }
    }
    return Shifts.inner(padded, window, height, width);
  }

  /** How many places of the plane each window holds, shaped as y. */
  private static INDArray counts(Window window, long height, long width, INDArray y) {
    INDArray ones = Nd4j.ones(y.dataType(), 1, height, width, 1);
    INDArray padded = Shifts.padded(ones, window, 0);
    INDArray counts = Nd4j.zeros(y.dataType(), 1, y.size(1), y.size(2), 1);
    for (int u = 0; u < window.rows().size(); u++) {
      for (int v = 0; v < window.columns().size(); v++) {
        counts.addi(Shifts.view(padded, window, u, v, counts));
      }
    }
    return counts;
  }

  @Override
  public INDArray resample(INDArray x, AxisMap rows, AxisMap columns) {
    INDArray tall = alongRows(x, rows); // (batch, rows, width, channels)
    return alongRows(tall.permute(0, 2, 1, 3), columns).permute(0, 2, 1, 3).dup('c');
  }

  private static INDArray alongRows(INDArray x, AxisMap map) {
    INDArray matrix = Nd4j.createFromArray(map.matrix()).castTo(x.dataType());
    long run = x.size(2) * x.size(3);
    INDArray planes = x.dup('c').reshape(1, x.size(0), map.inputs(), run);
    INDArray y = Nd4j.createUninitialized(x.dataType(), 1, x.size(0), map.outputs(), run);
    for (int b = 0; b < x.size(0); b++) {
      Shifts.matrix(y, 0, b).assign(matrix.mmul(Shifts.matrix(planes, 0, b)));
    }
    return y.reshape(x.size(0), map.outputs(), x.size(2), x.size(3));
  }

  /** The g-th of as many equal parts of the last axis, as a view. */
  private static INDArray part(INDArray a, int g, int groups) {
    long n = a.size(3) / groups;
    return groups == 1
        ? a
        : a.get(
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.interval(g * n, (g + 1) * n));
  }

  /** kernel[u, v] as a matrix (channels, filters), a view. */
  private static INDArray at(INDArray kernel, int u, int v) {
    return Shifts.matrix(kernel, u, v);
  }

  /** (places, channels) as (places, channels, 1), to be repeated for each filter of a channel. */
  private static INDArray column(INDArray shifted) {
    return shifted.reshape(shifted.size(0), shifted.size(1), 1);
  }

  /** (channels, m) as (1, channels, m), to be repeated for each place. */
  private static INDArray row(INDArray filters) {
    return filters.dup('c').reshape(1, filters.size(0), filters.size(1));
  }

  private static long places(INDArray y) {
    return y.size(0) * y.size(1) * y.size(2);
  }

  /** All places one below the other: (places, channels). */
  private static INDArray rows(INDArray a) {
    return a.dup('c').reshape(places(a), a.size(3));
  }

  private static long[] with(INDArray like, long channels) {
    return new long[] {like.size(0), like.size(1), like.size(2), channels};
  }
}
