package rawi.nn;

/** What layers add to the loss of one step besides what the loss itself measures. */
public final class Penalties {
  private double sum;

  /** Adds to the loss; the layer adds the penalty's gradient in its own backward pass. */
  public void add(double penalty) {
    sum += penalty;
  }

  public double sum() {
    return sum;
  }
}
