package rawi.nn.training;

/**
 * Numbers that stopped being numbers. The message is one line: epoch and step, what was first not
 * finite, and what to try.
 */
public final class NumericalFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  NumericalFailure(String message) {
    super(message);
  }
}
