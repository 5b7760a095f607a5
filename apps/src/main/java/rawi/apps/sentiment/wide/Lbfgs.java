package rawi.apps.sentiment.wide;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * The least of a smooth convex function by limited-memory BFGS (Liu and Nocedal 1989): the inverse
 * of its second derivative is guessed from the last {@code memory} steps s and changes of gradient
 * y, and each step goes back by halves until it lowers the function enough (Armijo 1966).
 *
 * @param memory steps remembered
 * @param iterations at most so many
 * @param tolerance it ends where the gradient's norm is this share of what it was at first
 */
record Lbfgs(int memory, int iterations, double tolerance) {
  private static final double ENOUGH = 1e-4; // share of the slope that a step must win
  private static final int HALVINGS = 30;

  /** A function that also gives its gradient. */
  interface Smooth {
    /** Its value at {@code x}; {@code gradient} is written over. */
    double at(double[] x, double[] gradient);
  }

  private record Step(double[] s, double[] y, double rho) {}

  /** Goes down from {@code x}, which becomes the place of the least value found. */
  void minimize(Smooth function, double[] x) {
    double[] gradient = new double[x.length];
    double value = function.at(x, gradient);
    double goal = tolerance * Math.sqrt(dot(gradient, gradient));
    Deque<Step> steps = new ArrayDeque<>(); // the latest first
    double[] next = new double[x.length];
    double[] nextGradient = new double[x.length];
    for (int i = 0; i < iterations && Math.sqrt(dot(gradient, gradient)) > goal; i++) {
      double[] direction = direction(gradient, steps);
      double slope = dot(gradient, direction);
      double length = steps.isEmpty() ? 1 / Math.max(1, Math.sqrt(-slope)) : 1;
      double reached = value;
      int halvings = 0;
      do {
        for (int j = 0; j < x.length; j++) {
          next[j] = x[j] + length * direction[j];
        }
        reached = function.at(next, nextGradient);
        length /= 2;
      } while (reached > value + 2 * length * ENOUGH * slope && ++halvings < HALVINGS);
      if (halvings == HALVINGS) {
        return; // what is left to win is below the precision of the sums
      }
      remember(steps, x, next, gradient, nextGradient);
      System.arraycopy(next, 0, x, 0, x.length);
      System.arraycopy(nextGradient, 0, gradient, 0, x.length);
      value = reached;
    }
  }

  private void remember(Deque<Step> steps, double[] x, double[] next, double[] g, double[] nextG) {
    double[] s = steps.size() == memory ? steps.removeLast().s() : new double[x.length];
    double[] y = new double[x.length];
    double product = 0;
    for (int j = 0; j < x.length; j++) {
      s[j] = next[j] - x[j];
      y[j] = nextG[j] - g[j];
      product += s[j] * y[j];
    }
    if (product > 0) {
      steps.addFirst(new Step(s, y, 1 / product));
    }
  }

  /** Minus the guessed inverse times the gradient, by the two loops of Nocedal (1980). */
  private static double[] direction(double[] gradient, Deque<Step> steps) {
    double[] d = gradient.clone();
    double[] alphas = new double[steps.size()];
    int i = 0;
    for (Step step : steps) {
      alphas[i] = step.rho() * dot(step.s(), d);
      add(d, -alphas[i++], step.y());
    }
    if (!steps.isEmpty()) {
      Step last = steps.getFirst();
      scale(d, 1 / (last.rho() * dot(last.y(), last.y())));
    }
    for (Iterator<Step> oldestFirst = steps.descendingIterator(); oldestFirst.hasNext(); ) {
      Step step = oldestFirst.next();
      add(d, alphas[--i] - step.rho() * dot(step.y(), d), step.s());
    }
    scale(d, -1);
    return d;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static void add(double[] to, double factor, double[] b) {
    for (int j = 0; j < to.length; j++) {
      to[j] += factor * b[j];
    }
  }

  private static void scale(double[] a, double factor) {
    for (int j = 0; j < a.length; j++) {
      a[j] *= factor;
    }
  }
}
