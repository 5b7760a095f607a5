package rawi.apps.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.plots.ScatterPlot;
import rawi.nn.Gaussian;

/**
 * Points of the plane with a class each.
 *
 * @param x (points, 2)
 * @param y class numbers, (points)
 */
record Plane(INDArray x, INDArray y) {
  /** Uniform in a square of side 2, class 1 within {@code radius} of its middle, else 0. */
  static Plane disc(long seed, int points, double radius) {
    Gaussian random = new Gaussian(seed);
    float[] x = new float[2 * points];
    int[] y = new int[points];
    for (int i = 0; i < points; i++) {
      double across = random.uniform(-1, 1);
      double up = random.uniform(-1, 1);
      x[2 * i] = (float) across;
      x[2 * i + 1] = (float) up;
      y[i] = Math.hypot(across, up) < radius ? 1 : 0;
    }
    return new Plane(Nd4j.createFromArray(x).reshape(points, 2), Nd4j.createFromArray(y));
  }

  /** The points (rows, 2) for which something holds, to be drawn. */
  static ScatterPlot.Series series(String name, INDArray points, Predicate<Integer> row) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < points.size(0); i++) {
      if (row.test(i)) {
        x.add(points.getDouble(i, 0));
        y.add(points.getDouble(i, 1));
      }
    }
    return ScatterPlot.Series.points(name, x, y);
  }
}
