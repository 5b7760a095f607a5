package rawi.apps.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.apps.plots.LinePlot;
import rawi.nn.Gaussian;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Kernels;
import rawi.recurrent.GRU;
import rawi.recurrent.GradientFlow;
import rawi.recurrent.LSTM;
import rawi.recurrent.RecurrentSpec;
import rawi.recurrent.SimpleRNN;

/**
 * What is left of a gradient after each of 100 steps back through time: a SimpleRNN's vanishes, or
 * explodes where its recurrent kernel is large; an LSTM's and a GRU's hold, as far as their gates
 * are open.
 */
final class GradientExample implements Example {
  private static final int STEPS = 100;
  private static final int BATCH = 8;
  private static final int FEATURES = 8;
  private static final int UNITS = 32;

  /** sigmoid(b) = 0.99: a gate that forgets in about a hundred steps (Tallec and Ollivier 2018). */
  private static final double OPEN = Math.log(99);

  @Override
  public String name() {
    return "gradients";
  }

  @Override
  public String description() {
    return "How much of a gradient is left after 100 steps back, as a picture.";
  }

  /** One line of the picture. */
  private record Case(String label, RecurrentSpec spec, double recurrentScale, int openGate) {
    /** With its recurrent kernel scaled and, from 0 on, one block of the bias set to open. */
    Layer build(long seed) {
      Layer layer =
          spec.with(o -> o.returnState(true))
              .build(Shape.of(STEPS, FEATURES), new Weights(seed, DataType.FLOAT));
      layer.parameters().get(1).value().muli(recurrentScale);
      for (int j = 0; openGate >= 0 && j < UNITS; j++) {
        layer.parameters().get(2).value().putScalar((long) openGate * UNITS + j, OPEN);
      }
      return layer;
    }
  }

  private static List<Case> cases() {
    SimpleRNN linear = SimpleRNN.of(UNITS).activation(Activations.LINEAR);
    return List.of(
        new Case("SimpleRNN", SimpleRNN.of(UNITS), 1, -1),
        new Case("SimpleRNN, linear, kernel x 0.9", linear, 0.9, -1),
        new Case("SimpleRNN, linear, kernel x 1.1", linear, 1.1, -1),
        new Case("LSTM", LSTM.of(UNITS), 1, -1),
        new Case("LSTM, forget bias ln 99", LSTM.of(UNITS), 1, 1),
        new Case("GRU", GRU.of(UNITS), 1, -1),
        new Case("GRU, update bias ln 99", GRU.of(UNITS), 1, 0));
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    Map<String, Double> figures = new LinkedHashMap<>();
    List<LinePlot.Series> lines = new ArrayList<>();
    for (Case c : cases()) {
      LinePlot.Series line = line(c, session.seed(), session.kernels());
      lines.add(line);
      figures.put(c.label() + ", log10", line.y().get(0));
    }
    LinePlot plot =
        new LinePlot(
            "What is left of a gradient on its way back through time",
            "time step",
            "log10 of the norm of dL/d(state) over the last step's",
            lines);
    return new Outcome(figures, List.of(), pictures.write("gradients.svg", plot));
  }

  private static LinePlot.Series line(Case c, long seed, Kernels kernels) {
    Gaussian random = new Gaussian(seed);
    INDArray x = normal(random, BATCH, STEPS, FEATURES);
    INDArray dLast = normal(random, BATCH, UNITS);
    List<Double> norms = GradientFlow.measure(c.build(seed), x, dLast, kernels).norms();
    double last = norms.get(norms.size() - 1);
    return new LinePlot.Series(
        c.label(),
        IntStream.rangeClosed(1, norms.size()).mapToObj(Double::valueOf).toList(),
        norms.stream().map(n -> Math.log10(Math.max(n / last, Double.MIN_NORMAL))).toList());
  }

  private static INDArray normal(Gaussian random, int... shape) {
    float[] values = new float[IntStream.of(shape).reduce(1, Math::multiplyExact)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.next();
    }
    return Nd4j.createFromArray(values).reshape(shape);
  }
}
