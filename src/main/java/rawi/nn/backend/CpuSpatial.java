package rawi.nn.backend;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The computations on planes in float32 on the processor, through ND4J's operations, which hand
 * them to oneDNN with the channels last. Windows that these do not compute are left to the plain
 * kernels, see {@link OpWindow}.
 */
final class CpuSpatial implements SpatialKernels {
  /** Below this many multiplications waking a second thread costs more than it brings. */
  private static final long WORTH_SHARING = 2_000_000;

  private final Workers workers;
  private final SpatialKernels plain;
  private final CpuUnrolled unrolled;
  private final CpuPixelwise pixelwise;
  private final CpuMaxPool maxPool;
  private final CpuColumns columns;

  CpuSpatial(Workers workers, SpatialKernels plain) {
    this.workers = workers;
    this.plain = plain;
    this.unrolled = new CpuUnrolled(workers);
    this.pixelwise = new CpuPixelwise(new CpuProducts(workers));
    this.maxPool = new CpuMaxPool(workers);
    this.columns = new CpuColumns(workers);
  }

  @Override
  public INDArray convolution(
      INDArray x, INDArray kernel, Optional<INDArray> bias, Window window, int groups) {
    INDArray in = OffHeap.dense(x);
    INDArray w = OffHeap.dense(kernel);
    if (separate(in, groups)) {
      return depthwise(in, perChannel(w, groups), bias, window);
    }
    if (groups == 1 && CpuPixelwise.suits(window)) {
      return pixelwise.convolution(in, w, bias);
    }
    if (groups == 1 && CpuUnrolled.suits(w, window)) {
      return unrolled.convolution(in, w, bias, window);
    }
    Optional<int[]> arguments = OpWindow.convolution(window, in);
    if (arguments.isEmpty()) {
      return plain.convolution(in, w, bias, window, groups);
    }
    INDArray filters = groups == 1 ? w : Groups.merged(w, groups);
    INDArray y = empty(window.output(in.shape(), w.size(3)));
    long work = y.length() * in.size(3) * places(window);
    run("conv2d", work, inputs(in, filters, bias), List.of(y), arguments.get());
    return y;
  }

  @Override
  public FixedConvolution fixed(INDArray kernel, INDArray bias, Window window, Clip clip) {
    return window.dilated()
        ? plain.fixed(kernel, bias, window, clip)
        : new CpuFixed(kernel, bias, window, clip, workers);
  }

  @Override
  public FixedConvolution fixedDepthwise(INDArray kernel, INDArray bias, Window window, Clip clip) {
    return inLoops(kernel, window)
        ? new CpuDepthwise(kernel, new CpuFinish(OffHeap.copy(bias), clip), window, workers)
        : plain.fixedDepthwise(kernel, bias, window, clip);
  }

  /** Whether there are loops for a depthwise kernel: one filter a channel, no gaps. */
  private static boolean inLoops(INDArray kernel, Window window) {
    return kernel.size(3) == 1 && !window.dilated();
  }

  @Override
  public ConvolutionGradients convolutionGradients(
      INDArray x, INDArray kernel, INDArray dy, Window window, int groups) {
    INDArray in = OffHeap.dense(x);
    INDArray w = OffHeap.dense(kernel);
    INDArray d = OffHeap.dense(dy);
    if (separate(in, groups)) {
      ConvolutionGradients each = depthwiseGradients(in, perChannel(w, groups), d, window);
      return new ConvolutionGradients(each.input(), each.kernel().reshape(w.shape()), each.bias());
    }
    if (groups == 1 && CpuPixelwise.suits(window)) {
      return new ConvolutionGradients(
          pixelwise.inputGradient(w, d), pixelwise.kernelGradient(in, d), channelSums(d));
    }
    if (groups == 1 && CpuUnrolled.suits(w, window)) {
      return new ConvolutionGradients(
          unrolled.inputGradient(w, d, window, in.size(1), in.size(2)),
          unrolled.kernelGradient(in, d, window),
          channelSums(d));
    }
    Optional<int[]> arguments = OpWindow.convolution(window, in);
    if (arguments.isEmpty()) {
      return plain.convolutionGradients(in, w, d, window, groups);
    }
    INDArray filters = groups == 1 ? w : Groups.merged(w, groups);
    long work = 2 * d.length() * in.size(3) * places(window);
    ConvolutionGradients all = gradients("conv2d_bp", work, in, filters, d, arguments.get());
    return groups == 1
        ? all
        : new ConvolutionGradients(all.input(), Groups.split(all.kernel(), groups), all.bias());
  }

  /** One channel alone is left to the usual operation: the one by channels fails on it. */
  private static boolean separate(INDArray x, int groups) {
    return groups > 1 && groups == x.size(3);
  }

  /** One filter or more for each channel: the memory is that of a depthwise kernel. */
  private static INDArray perChannel(INDArray kernel, int channels) {
    return kernel.reshape(kernel.size(0), kernel.size(1), channels, kernel.size(3) / channels);
  }

  /** ND4J has no operation for one gradient alone: the others are computed and left. */
  @Override
  public INDArray convolutionInputGradient(
      INDArray kernel, INDArray dy, Window window, int groups, long height, long width) {
    if (groups == 1 && CpuPixelwise.suits(window)) {
      return pixelwise.inputGradient(OffHeap.dense(kernel), OffHeap.dense(dy));
    }
    if (groups == 1 && CpuUnrolled.suits(kernel, window)) {
      return unrolled.inputGradient(
          OffHeap.dense(kernel), OffHeap.dense(dy), window, height, width);
    }
    long channels = kernel.size(2) * groups;
    INDArray any = Nd4j.zeros(DataType.FLOAT, dy.size(0), height, width, channels);
    return convolutionGradients(any, kernel, dy, window, groups).input();
  }

  @Override
  public INDArray convolutionKernelGradient(INDArray x, INDArray dy, Window window, int groups) {
    long[] shape = {window.rows().size(), window.columns().size(), x.size(3) / groups, dy.size(3)};
    INDArray any = Nd4j.zeros(DataType.FLOAT, shape);
    if (groups == 1 && CpuPixelwise.suits(window)) {
      return pixelwise.kernelGradient(OffHeap.dense(x), OffHeap.dense(dy));
    }
    if (groups == 1 && CpuUnrolled.suits(any, window)) {
      return unrolled.kernelGradient(OffHeap.dense(x), OffHeap.dense(dy), window);
    }
    return convolutionGradients(x, any, dy, window, groups).kernel();
  }

  @Override
  public INDArray depthwise(INDArray x, INDArray kernel, Optional<INDArray> bias, Window window) {
    INDArray in = OffHeap.dense(x);
    INDArray w = OffHeap.dense(kernel);
    if (in.size(3) == 1) {
      return convolution(in, w, bias, window, 1);
    }
    if (inLoops(w, window)) {
      float[] added = bias.map(OffHeap::copy).orElseGet(() -> new float[(int) in.size(3)]);
      CpuFinish finish = new CpuFinish(added, Clip.NONE);
      return new CpuDepthwise(w, finish, window, workers).apply(in, Optional.empty(), new Arena());
    }
    Optional<int[]> arguments = OpWindow.convolution(window, in);
    if (arguments.isEmpty()) {
      return plain.depthwise(in, w, bias, window);
    }
    INDArray y = empty(window.output(in.shape(), w.size(2) * w.size(3)));
    long work = y.length() * places(window);
    run("depthwise_conv2d", work, inputs(in, w, bias), List.of(y), arguments.get());
    return y;
  }

  @Override
  public ConvolutionGradients depthwiseGradients(
      INDArray x, INDArray kernel, INDArray dy, Window window) {
    INDArray in = OffHeap.dense(x);
    INDArray w = OffHeap.dense(kernel);
    INDArray d = OffHeap.dense(dy);
    if (in.size(3) == 1) {
      return convolutionGradients(in, w, d, window, 1);
    }
    if (inLoops(w, window)) {
      return CpuDepthwiseGradients.of(in, w, d, window, channelSums(d), workers);
    }
    long work = 2 * d.length() * places(window);
    return OpWindow.convolution(window, in)
        .map(arguments -> gradients("depthwise_conv2d_bp", work, in, w, d, arguments))
        .orElseGet(() -> plain.depthwiseGradients(in, w, d, window));
  }

  private ConvolutionGradients gradients(
      String operation, long work, INDArray x, INDArray kernel, INDArray dy, int... arguments) {
    INDArray dx = empty(x.shape());
    INDArray dw = empty(kernel.shape());
    INDArray db = empty(dy.size(3));
    INDArray bias = empty(dy.size(3)); // its values play no part
    run(operation, work, List.of(x, kernel, bias, dy), List.of(dx, dw, db), arguments);
    return new ConvolutionGradients(dx, dw, db);
  }

  @Override
  public INDArray channelSums(INDArray dy) {
    INDArray d = OffHeap.dense(dy);
    return columns.sums(d.reshape('c', d.length() / d.size(3), d.size(3)));
  }

  @Override
  public INDArray maxPool(INDArray x, Window window) {
    INDArray in = OffHeap.dense(x);
    return window.dilated() ? plain.maxPool(in, window) : maxPool.largest(in, window);
  }

  @Override
  public INDArray averagePool(INDArray x, Window window) {
    INDArray in = OffHeap.dense(x);
    return pool("avgpool2d", in, window).orElseGet(() -> plain.averagePool(in, window));
  }

  private Optional<INDArray> pool(String operation, INDArray x, Window window) {
    return OpWindow.pooling(window, x)
        .map(
            arguments -> {
              INDArray y = empty(window.output(x.shape(), x.size(3)));
              run(operation, y.length() * places(window), List.of(x), List.of(y), arguments);
              return y;
            });
  }

  @Override
  public INDArray maxPoolGradient(INDArray x, INDArray dy, Window window) {
    INDArray in = OffHeap.dense(x);
    INDArray d = OffHeap.dense(dy);
    return window.dilated()
        ? plain.maxPoolGradient(in, d, window)
        : maxPool.gradient(in, d, window);
  }

  @Override
  public INDArray averagePoolGradient(INDArray dy, Window window, long height, long width) {
    INDArray d = OffHeap.dense(dy);
    INDArray x = empty(d.size(0), height, width, d.size(3)); // only its shape plays a part
    return poolGradient("avgpool2d_bp", x, d, window)
        .orElseGet(() -> plain.averagePoolGradient(d, window, height, width));
  }

  private Optional<INDArray> poolGradient(
      String operation, INDArray x, INDArray dy, Window window) {
    return OpWindow.pooling(window, x)
        .map(
            arguments -> {
              INDArray dx = empty(x.shape());
              long work = dy.length() * places(window);
              run(operation, work, List.of(x, dy), List.of(dx), arguments);
              return dx;
            });
  }

  @Override
  public INDArray resample(INDArray x, AxisMap rows, AxisMap columns) {
    INDArray in = OffHeap.dense(x);
    int batch = (int) in.size(0);
    int width = (int) in.size(2);
    int channels = (int) in.size(3);
    INDArray y = empty(batch, rows.outputs(), columns.outputs(), channels);
    FloatBuffer from = OffHeap.buffer(in);
    FloatBuffer to = OffHeap.buffer(y);
    Optional<int[]> copiedRows = rows.copied();
    Optional<int[]> copiedColumns = columns.copied();
    if (copiedRows.isPresent() && copiedColumns.isPresent()) {
      CpuCopies copies = new CpuCopies(copiedRows.get(), copiedColumns.get(), width, channels);
      copy(copies, from, to, rows, columns.outputs() * channels, batch);
      return y;
    }
    int parts = Math.min(workers.threads(), batch);
    workers.each(
        parts,
        part -> {
          float[] plane = new float[rows.inputs() * width * channels];
          float[] tall = new float[rows.outputs() * width * channels];
          float[] wide = new float[rows.outputs() * columns.outputs() * channels];
          for (int b = part; b < batch; b += parts) {
            from.get(b * plane.length, plane);
            rows.apply(plane, tall, 1, width * channels);
            columns.apply(tall, wide, rows.outputs(), channels);
            to.put(b * wide.length, wide);
          }
        });
    return y;
  }

  private void copy(
      CpuCopies copies, FloatBuffer from, FloatBuffer to, AxisMap rows, int line, int batch) {
    int lines = batch * rows.outputs();
    int parts = Math.min(workers.threads(), lines);
    float[] zeros = new float[line];
    workers.each(
        parts,
        part -> {
          for (int i = (int) ((long) lines * part / parts);
              i < (int) ((long) lines * (part + 1) / parts);
              i++) {
            copies.row(from, to, i / rows.outputs(), rows.inputs(), i % rows.outputs(), zeros);
          }
        });
  }

  private static List<INDArray> inputs(INDArray x, INDArray kernel, Optional<INDArray> bias) {
    List<INDArray> inputs = new ArrayList<>(List.of(x, kernel));
    bias.map(OffHeap::dense).ifPresent(inputs::add);
    return inputs;
  }

  private static long places(Window window) {
    return (long) window.rows().size() * window.columns().size();
  }

  private void run(
      String name, long work, List<INDArray> in, List<INDArray> out, int... arguments) {
    DynamicCustomOp op =
        DynamicCustomOp.builder(name)
            .addInputs(in.toArray(INDArray[]::new))
            .addOutputs(out.toArray(INDArray[]::new))
            .addIntegerArguments(arguments)
            .build();
    NativeThreads.with(work < WORTH_SHARING ? 1 : workers.threads(), () -> Nd4j.exec(op));
  }

  private static INDArray empty(long... shape) {
    return Nd4j.createUninitialized(DataType.FLOAT, shape);
  }
}
