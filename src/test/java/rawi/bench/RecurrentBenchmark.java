package rawi.bench;

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
import rawi.nn.Parameter;
import rawi.nn.Pass;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Nd4jKernels;
import rawi.nn.backend.Workers;
import rawi.recurrent.SimpleRNN;

/** A recurrent layer alone, last step out: forward, and forward with backward. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx3g", "-XX:+UseSerialGC"})
public class RecurrentBenchmark {
  @Param({"LSTM", "GRU", "GRU_RESET_BEFORE", "SIMPLE_RNN"})
  Kind layerKind = Kind.LSTM;

  /**
   * batch x time x features x units: S and M of the performance table; growth is seen with {@code
   * -p shape=32x100x128x128,64x100x128x128,...}, or by {@code rawi bench --growth}.
   */
  @Param({"32x100x128x128", "64x200x128x256"})
  String shape = "";

  @Param({"fast", "plain"})
  String kernels = "";

  @Param({"2"})
  int threads;

  private final Arena arena = new Arena();
  private Layer layer;
  private Signal x;
  private INDArray d;
  private Kernels chosen;

  /** What is measured. */
  public enum Kind {
    LSTM,
    GRU,
    GRU_RESET_BEFORE,
    SIMPLE_RNN;

    Layer.Spec of(int units) {
      return switch (this) {
        case LSTM -> rawi.recurrent.LSTM.of(units);
        case GRU -> rawi.recurrent.GRU.of(units);
        case GRU_RESET_BEFORE -> rawi.recurrent.GRU.of(units).resetAfter(false);
        case SIMPLE_RNN -> SimpleRNN.of(units);
      };
    }
  }

  @Setup
  public void setUp() {
    String[] s = shape.split("x", -1);
    int batch = Integer.parseInt(s[0]);
    int features = Integer.parseInt(s[2]);
    int units = Integer.parseInt(s[3]);
    layer =
        layerKind.of(units).build(Shape.of(Shape.ANY, features), new Weights(1, DataType.FLOAT));
    x = Signal.of(Nd4j.rand(DataType.FLOAT, batch, Integer.parseInt(s[1]), features));
    d = Nd4j.rand(DataType.FLOAT, batch, units);
    chosen = kernels.equals("fast") ? new CpuKernels(new Workers(threads)) : new Nd4jKernels();
  }

  @Benchmark
  public double forward() {
    return arena.step(
        () -> layer.forward(x, Context.inference(chosen, arena)).output().values().getDouble(0, 0));
  }

  @Benchmark
  public Optional<INDArray> forwardAndBackward() {
    layer.parameters().forEach(Parameter::clearGradient);
    return arena.step(
        () -> {
          Pass pass = layer.forward(x, Context.training(chosen, arena, 1));
          return pass.backward().apply(d);
        });
  }
}
