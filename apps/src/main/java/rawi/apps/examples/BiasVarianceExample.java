package rawi.apps.examples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import rawi.apps.cli.Session;
import rawi.apps.plots.LinePlot;
import rawi.nn.Gaussian;
import rawi.nn.metrics.BiasVariance;

/**
 * Polynomials of growing degree, each learnt from many bootstrap samples of the same noisy points:
 * the bias falls, the variance rises, and their sum with the noise is the error.
 */
final class BiasVarianceExample implements Example {
  private static final int ROWS = 60;
  private static final int SAMPLES = 200; // bootstrap samples, a model each
  private static final int DRAWS = 100; // of targets at each point that is judged
  private static final int POINTS = 50;
  private static final int HIGHEST_DEGREE = 8;
  private static final double NOISE = 0.4; // standard deviation

  /** Where the models are judged: further out a polynomial has next to nothing to hold on to. */
  private static final double EDGE = 0.9;

  @Override
  public String name() {
    return "bias-variance";
  }

  @Override
  public String description() {
    return "Bias, variance and noise of polynomials of growing degree, as a picture.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    List<BiasVariance> found = decompositions(session.seed());
    Map<String, Double> figures = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    lines.add("degree   error = bias^2 + variance + noise");
    for (int degree = 0; degree < found.size(); degree++) {
      BiasVariance parts = found.get(degree);
      lines.add(
          String.format(
              Locale.ROOT,
              "%6d  %6.3f   %6.3f   %8.3f   %5.3f",
              degree,
              parts.error(),
              parts.biasSquared(),
              parts.variance(),
              parts.noise()));
      figures.put("error of degree " + degree, parts.error());
    }
    return new Outcome(figures, lines, pictures.write("bias-variance.svg", plot(found)));
  }

  private static double truth(double x) {
    return Math.sin(Math.PI * x) + 0.5 * x;
  }

  /** The decomposition of each degree from 0 on, all from the same samples. */
  static List<BiasVariance> decompositions(long seed) {
    Gaussian noise = new Gaussian(seed);
    double[] x = IntStream.range(0, ROWS).mapToDouble(i -> noise.uniform(-1, 1)).toArray();
    double[] y = observed(x, noise);
    double[] judged =
        IntStream.range(0, POINTS).mapToDouble(i -> EDGE * (2.0 * i / (POINTS - 1) - 1)).toArray();
    double[][] targets =
        IntStream.range(0, DRAWS).mapToObj(i -> observed(judged, noise)).toArray(double[][]::new);
    List<BiasVariance> found = new ArrayList<>();
    for (int degree = 0; degree <= HIGHEST_DEGREE; degree++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] predictions = new double[SAMPLES][];
      for (int sample = 0; sample < SAMPLES; sample++) {
        int[] drawn = random.ints(ROWS, 0, ROWS).toArray();
        Polynomial model =
            Polynomial.fit(
                IntStream.of(drawn).mapToDouble(i -> x[i]).toArray(),
                IntStream.of(drawn).mapToDouble(i -> y[i]).toArray(),
                degree);
        predictions[sample] =
            IntStream.range(0, POINTS).mapToDouble(i -> model.at(judged[i])).toArray();
      }
      found.add(BiasVariance.of(predictions, targets));
    }
    return found;
  }

  private static double[] observed(double[] x, Gaussian noise) {
    return IntStream.range(0, x.length)
        .mapToDouble(i -> truth(x[i]) + NOISE * noise.next())
        .toArray();
  }

  private static LinePlot plot(List<BiasVariance> found) {
    return new LinePlot(
        "Why polynomials err",
        "degree",
        "squared error",
        List.of(
            line("error", found, BiasVariance::error),
            line("bias squared", found, BiasVariance::biasSquared),
            line("variance", found, BiasVariance::variance),
            line("noise", found, BiasVariance::noise)));
  }

  private static LinePlot.Series line(
      String name, List<BiasVariance> found, ToDoubleFunction<BiasVariance> part) {
    return new LinePlot.Series(
        name,
        IntStream.range(0, found.size()).mapToObj(Double::valueOf).toList(),
        found.stream().map(part::applyAsDouble).toList());
  }
}
