package rawi.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Activation;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.Dense;
import rawi.nn.layers.LayerNormalization;

/** Layers that are neither recurrent nor convolutional: forward with backward, in training. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
public class LayerBenchmark {
  /** What, and the shape of its input. */
  @Param({
    "relu 3200x128",
    "tanh 3200x128",
    "gelu 3200x128",
    "dense 32x784",
    "batchnorm 32x56x56x64",
    "layernorm 32x100x128"
  })
  String layer = "";

  @Param({"fast", "plain"})
  String kernels = "";

  private final Arena arena = new Arena();
  private Layer built;
  private Signal x;
  private INDArray d;
  private Kernels chosen;

  @Setup
  public void setUp() {
    String[] what = layer.split(" ", -1);
    long[] shape = Arrays.stream(what[1].split("x", -1)).mapToLong(Long::parseLong).toArray();
    Shape example = Shape.of(Arrays.copyOfRange(shape, 1, shape.length));
    built = spec(what[0]).build(example, new Weights(1, DataType.FLOAT));
    x = Signal.of(Nd4j.rand(DataType.FLOAT, shape).subi(0.5)).asDifferentiable();
    chosen = kernels.equals("fast") ? new CpuKernels(new Workers(2)) : new Nd4jKernels();
    INDArray y = built.forward(x, Context.inference(chosen, arena)).output().values();
    d = Nd4j.rand(DataType.FLOAT, y.shape());
  }

  private static Layer.Spec spec(String name) {
    return switch (name) {
      case "relu" -> new Activation(Activations.RELU);
      case "tanh" -> new Activation(Activations.TANH);
      case "gelu" -> new Activation(Activations.GELU);
      case "dense" -> Dense.of(512, Activations.RELU);
      case "batchnorm" -> new BatchNormalization();
      default -> new LayerNormalization();
    };
  }

  @Benchmark
  public Optional<INDArray> forwardAndBackward() {
    return arena.step(
        () -> {
          Pass pass = built.forward(x, Context.training(chosen, arena, 1));
          return pass.backward().apply(d);
        });
  }
}
