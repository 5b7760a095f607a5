package rawi.nn;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** dL/d(each place of a graph), added up from all that use it. */
final class GradientSums {
  private final List<Optional<INDArray>> sums;

  /** Those sums that are arrays made here; the first that comes may be someone else's too. */
  private final BitSet own = new BitSet();

  GradientSums(int places) {
    this.sums = new ArrayList<>(Collections.nCopies(places, Optional.empty()));
  }

  void add(int place, Optional<INDArray> gradient) {
    gradient.ifPresent(d -> sums.set(place, Optional.of(sum(place, d))));
  }

  private INDArray sum(int place, INDArray d) {
    Optional<INDArray> before = sums.get(place);
    if (before.isEmpty()) {
      return d;
    }
    INDArray sum = own.get(place) ? before.get() : before.get().dup('c');
    own.set(place);
    return sum.addi(d);
  }

  Optional<INDArray> at(int place) {
    return sums.get(place);
  }
}
