package rawi.nn.backend;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a recurrent kernel runs over, whatever its cell.
 *
 * @param x (batch, time, features)
 * @param mask (batch, time), 1 = real; a masked step leaves the state as it is
 * @param initialState each (batch, units), in the cell's order; empty: zeros
 * @param backwards whether the real steps are visited from the last to the first; outputs stay at
 *     the place of their input
 * @param sequences whether the output is (batch, time, units) or the last step's (batch, units)
 * @param masked what a sequence holds at masked steps
 * @param recurrentDropout (batch, units), what h is multiplied by before its product with the
 *     recurrent kernel, at every step alike (Gal and Ghahramani 2016); absent: 1
 * @param training whether a backward pass is to be expected; otherwise nothing need be kept for
 *     one, and one that is wanted all the same runs forward again first
 */
public record Scan(
    INDArray x,
    Optional<INDArray> mask,
    List<INDArray> initialState,
    boolean backwards,
    boolean sequences,
    Masked masked,
    Optional<INDArray> recurrentDropout,
    boolean training) {

  /** The output at a masked step of a sequence. */
  public enum Masked {
    /** The output of the last real step visited before it; zeros where there is none. */
    REPEAT,
    /** Zeros. */
    ZERO
  }

  public Scan {
    initialState = List.copyOf(initialState);
  }

  public int batch() {
    return (int) x.size(0);
  }

  public int time() {
    return (int) x.size(1);
  }
}
