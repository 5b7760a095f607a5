package rawi.bench;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
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
import rawi.nn.Parameter;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Workers;
import rawi.nn.optimizers.Adadelta;
import rawi.nn.optimizers.Adagrad;
import rawi.nn.optimizers.Adam;
import rawi.nn.optimizers.Nadam;
import rawi.nn.optimizers.Optimizer;
import rawi.nn.optimizers.RMSprop;
import rawi.nn.optimizers.SGD;

/**
 * One step on ten million parameters, beside a copy that moves as much memory as an Adam step must:
 * it reads values, gradients and two moments and writes all but the gradients, seven arrays, which
 * is a copy of three arrays and a half. With as many threads.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx2g", "-XX:+UseSerialGC"})
public class OptimizerBenchmark {
  private static final int SIZE = 10_000_000;
  private static final int WHOLE = 3; // arrays copied whole; of one more, half

  @Param({"1", "2"})
  int threads;

  @Param({
    "copy",
    "adam",
    "amsgrad",
    "adamw",
    "nadam",
    "sgd",
    "momentum",
    "adagrad",
    "rmsprop",
    "adadelta"
  })
  String what = "";

  private Runnable work;

  @Setup
  public void setUp() {
    Workers workers = new Workers(threads);
    work = what.equals("copy") ? copy(workers) : step(new CpuKernels(workers));
  }

  private Runnable step(Kernels kernels) {
    Parameter w = new Parameter("w", Nd4j.rand(DataType.FLOAT, 1000, SIZE / 1000));
    w.gradient().assign(Nd4j.rand(DataType.FLOAT, 1000, SIZE / 1000).subi(0.5));
    Optimizer.State state = optimizer().start(List.of(w));
    return () -> state.step(kernels);
  }

  private Optimizer optimizer() {
    return switch (what) {
      case "adam" -> Adam.of();
      case "amsgrad" -> Adam.of().withAmsgrad();
      case "adamw" -> Adam.of().with(o -> o.weightDecay(0.004));
      case "nadam" -> Nadam.of();
      case "sgd" -> SGD.of();
      case "momentum" -> SGD.of().withMomentum(0.9);
      case "adagrad" -> Adagrad.of();
      case "rmsprop" -> RMSprop.of();
      case "adadelta" -> Adadelta.of();
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static Runnable copy(Workers workers) {
    List<FloatBuffer> from = memory();
    List<FloatBuffer> to = memory();
    int parts = workers.threads();
    return () ->
        workers.each(
            parts,
            part -> {
              int begin = (int) ((long) SIZE * part / parts);
              int length = (int) ((long) SIZE * (part + 1) / parts) - begin;
              for (int i = 0; i <= WHOLE; i++) {
                to.get(i).put(begin, from.get(i), begin, i < WHOLE ? length : length / 2);
              }
            });
  }

  private static List<FloatBuffer> memory() {
    List<FloatBuffer> arrays = new ArrayList<>();
    for (int i = 0; i <= WHOLE; i++) {
      FloatBuffer array = new FloatPointer((long) SIZE).asBuffer();
      for (int j = 0; j < SIZE; j++) {
        array.put(j, 1f);
      }
      arrays.add(array);
    }
    return arrays;
  }

  @Benchmark
  public Runnable run() {
    work.run();
    return work;
  }
}
