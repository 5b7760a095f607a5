package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.cli.Session;
import rawi.apps.plots.ScatterPlot;
import rawi.nn.Gaussian;
import rawi.nn.backend.Arena;

/**
 * A generative adversarial network (Goodfellow and others 2014) on points of the plane: a generator
 * makes points of noise, a discriminator tells them from those of a ring, and each learns by an
 * optimizer of its own, in turn.
 */
final class GanExample implements Example {
  private static final int STEPS = 2500;
  private static final int BATCH = 64;
  private static final int SHOWN = 400;
  private static final double THICKNESS = 0.05; // standard deviation across the ring
  private static final int SECTORS = 8;

  @Override
  public String name() {
    return "gan";
  }

  @Override
  public String description() {
    return "A generator and a discriminator, in turn: noise becomes points on a ring.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    Adversaries both = new Adversaries(session.seed(), session.kernels());
    Gaussian random = new Gaussian(session.seed());
    INDArray noise = noise(random, SHOWN);
    INDArray before = both.made(noise);
    for (int step = 0; step < STEPS; step++) {
      try (INDArray ring = ring(random, BATCH);
          INDArray first = noise(random, BATCH);
          INDArray second = noise(random, BATCH)) {
        both.step(ring, first, second);
      }
    }
    INDArray after = both.made(noise);
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("distance from the ring, untrained", distance(before));
    figures.put("distance from the ring", distance(after));
    figures.put("distance from the ring, real points", distance(ring(random, SHOWN)));
    figures.put("least share of an eighth of the circle", leastShare(after));
    figures.put("called real, real points", both.calledReal(ring(random, SHOWN)));
    figures.put("called real, made points", both.calledReal(after));
    ScatterPlot plot =
        new ScatterPlot(
            "Points made of noise",
            "x1",
            "x2",
            List.of(
                Plane.series("real", ring(random, SHOWN), i -> true),
                Plane.series("made, untrained", before, i -> true),
                Plane.series("made", after, i -> true)));
    return new Outcome(figures, List.of(), pictures.write("gan.png", plot::write));
  }

  /** Points about the circle of radius 1. */
  private static INDArray ring(Gaussian random, int points) {
    float[] x = new float[2 * points];
    for (int i = 0; i < points; i++) {
      double angle = random.uniform(0, 2 * Math.PI);
      double radius = 1 + THICKNESS * random.next();
      x[2 * i] = (float) (radius * Math.cos(angle));
      x[2 * i + 1] = (float) (radius * Math.sin(angle));
    }
    return array(x, points);
  }

  private static INDArray noise(Gaussian random, int rows) {
    float[] z = new float[Adversaries.NOISE * rows];
    for (int i = 0; i < z.length; i++) {
      z[i] = (float) random.next();
    }
    return array(z, rows);
  }

  private static INDArray array(float[] values, int rows) {
    return Arena.outside(() -> Nd4j.createFromArray(values).reshape(rows, values.length / rows));
  }

  /** The mean of |radius - 1|. */
  private static double distance(INDArray points) {
    double sum = 0;
    for (int i = 0; i < points.size(0); i++) {
      sum += Math.abs(Math.hypot(points.getDouble(i, 0), points.getDouble(i, 1)) - 1);
    }
    return sum / points.size(0);
  }

  /** The share of points in that eighth of the circle where there are fewest: 1/8 at best. */
  private static double leastShare(INDArray points) {
    int[] counts = new int[SECTORS];
    for (int i = 0; i < points.size(0); i++) {
      double turn = Math.atan2(points.getDouble(i, 1), points.getDouble(i, 0)) / (2 * Math.PI);
      counts[Math.floorMod((int) Math.floor(turn * SECTORS), SECTORS)]++;
    }
    int least = Integer.MAX_VALUE;
    for (int count : counts) {
      least = Math.min(least, count);
    }
    return (double) least / points.size(0);
  }
}
