package rawi.nn.backend;

import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A window as the integer arguments of ND4J's operations on planes: kernel, stride, padding,
 * dilation, each for both axes, then whether the padding is {@code same}.
 *
 * <p>Empty for the windows that ND4J 1.0.0-M2.1 does not compute through oneDNN: a dilated one
 * throws; a same window narrower than its stride may begin before the plane, because what the plane
 * has too much is halved as if it were what it has too little; and the two axes cannot be padded
 * differently.
 */
final class OpWindow {
  private static final int CHANNELS_LAST = 1;
  private static final int KERNEL_HWIO = 0;
  private static final int MEAN_WITHOUT_PADDING = 0;

  private OpWindow() {}

  static Optional<int[]> convolution(Window window, INDArray x) {
    return arguments(window, x, CHANNELS_LAST, KERNEL_HWIO);
  }

  static Optional<int[]> pooling(Window window, INDArray x) {
    return arguments(window, x, MEAN_WITHOUT_PADDING, CHANNELS_LAST);
  }

  private static Optional<int[]> arguments(Window window, INDArray x, int... more) {
    Span rows = window.rows();
    Span columns = window.columns();
    boolean unpadded = rows.added(x.size(1)) == 0 && columns.added(x.size(2)) == 0;
    boolean same = reaches(rows, x.size(1)) && reaches(columns, x.size(2));
    if (window.dilated() || !(unpadded || same)) {
      return Optional.empty();
    }
    int[] common = {
      rows.size(), columns.size(), rows.stride(), columns.stride(), 0, 0, 1, 1, unpadded ? 0 : 1
    };
    return Optional.of(IntStream.concat(IntStream.of(common), IntStream.of(more)).toArray());
  }

  /** Whether same windows reach the end of the axis, so that padding is never negative. */
  private static boolean reaches(Span span, long n) {
    return span.padding() == Padding.SAME
        && (span.output(n) - 1) * span.stride() + span.covered() >= n;
  }
}
