package rawi.nn.backend;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;

/**
 * A cell run over a batch step by step, as Keras's {@code rnn} does it: at a masked step the old
 * state is kept and the old output repeated (or zeros put out).
 */
final class Nd4jRecurrentPass implements RecurrentPass {
  private final Cell cell;
  private final int units;
  private final Scan scan;
  private final List<Nd4jRecurrence.Step> steps = new ArrayList<>();
  private final List<INDArray> states;
  private final INDArray output;

  Nd4jRecurrentPass(Cell cell, RecurrentWeights weights, Scan scan) {
    this.cell = cell;
    this.scan = scan;
    this.units = weights.units();
    Nd4jRecurrence recurrence = Nd4jRecurrence.of(cell, weights, scan.recurrentDropout());
    INDArray zero = Nd4j.zeros(scan.x().dataType(), scan.batch(), units);
    INDArray sequence = Nd4j.zeros(scan.x().dataType(), scan.batch(), scan.time(), units);
    List<INDArray> state = scan.initialState();
    if (state.isEmpty()) {
      state = Collections.nCopies(cell.states(), zero);
    }
    INDArray last = zero;
    for (int s = 0; s < scan.time(); s++) {
      int t = at(s);
      Nd4jRecurrence.Step step = recurrence.step(input(t), state);
      steps.add(step);
      Optional<INDArray> live = live(t);
      state = blend(live, step.state(), state);
      last = blend(live, step.state().get(0), last);
      INDArray shown =
          scan.masked() == Scan.Masked.ZERO && live.isPresent()
              ? last.mulColumnVector(live.get())
              : last;
      sequence.put(new INDArrayIndex[] {all(), point(t), all()}, shown);
    }
    this.states = state;
    this.output = scan.sequences() ? sequence : last;
  }

  @Override
  public INDArray output() {
    return output;
  }

  @Override
  public List<INDArray> states() {
    return states;
  }

  @Override
  public Result backward(
      INDArray dOutput, List<INDArray> dStates, RecurrentWeights gradients, boolean inputWanted) {
    INDArray dx = Nd4j.zeros(scan.x().dataType(), scan.x().shape());
    INDArray zero = Nd4j.zeros(scan.x().dataType(), scan.batch(), units);
    List<INDArray> dState = dStates.isEmpty() ? Collections.nCopies(cell.states(), zero) : dStates;
    INDArray dLast = scan.sequences() ? zero : dOutput; // of the output shown last
    for (int s = scan.time() - 1; s >= 0; s--) {
      int t = at(s);
      Optional<INDArray> live = live(t);
      if (scan.sequences()) {
        INDArray shown = column(dOutput, t);
        boolean zeroed = scan.masked() == Scan.Masked.ZERO && live.isPresent();
        dLast = dLast.add(zeroed ? shown.mulColumnVector(live.orElseThrow()) : shown);
      }
      List<INDArray> dNext = new ArrayList<>();
      for (INDArray d : dState) {
        dNext.add(kept(live, d));
      }
      dNext.set(0, dNext.get(0).add(kept(live, dLast)));
      Nd4jRecurrence.Back back = steps.get(s).back(dNext, gradients);
      dx.put(new INDArrayIndex[] {all(), point(t), all()}, back.dx());
      List<INDArray> before = new ArrayList<>();
      for (int i = 0; i < cell.states(); i++) {
        before.add(back.dState().get(i).add(dropped(live, dState.get(i))));
      }
      dState = before;
      dLast = dropped(live, dLast);
    }
    return new Result(
        inputWanted ? Optional.of(dx) : Optional.empty(),
        scan.initialState().isEmpty() ? List.of() : dState);
  }

  private int at(int s) {
    return scan.backwards() ? scan.time() - 1 - s : s;
  }

  private Optional<INDArray> live(int t) {
    return Nd4jKernels.live(scan.mask(), t, scan.x());
  }

  /** x at one time, zero where it is masked: nothing that stands there may count, not even NaN. */
  private INDArray input(int t) {
    INDArray x = column(scan.x(), t);
    for (int b = 0; scan.mask().isPresent() && b < scan.batch(); b++) {
      if (scan.mask().get().getDouble(b, t) == 0) {
        x.getRow(b).assign(0);
      }
    }
    return x;
  }

  /** (batch, time, n) at one time: (batch, n). */
  private static INDArray column(INDArray sequence, int t) {
    return sequence.get(all(), point(t), all()).dup('c');
  }

  private static List<INDArray> blend(
      Optional<INDArray> live, List<INDArray> next, List<INDArray> before) {
    List<INDArray> out = new ArrayList<>();
    for (int i = 0; i < next.size(); i++) {
      out.add(blend(live, next.get(i), before.get(i)));
    }
    return out;
  }

  private static INDArray blend(Optional<INDArray> live, INDArray next, INDArray before) {
    return live.map(l -> next.mulColumnVector(l).addi(before.mulColumnVector(l.rsub(1))))
        .orElse(next);
  }

  private static INDArray kept(Optional<INDArray> live, INDArray d) {
    return live.map(d::mulColumnVector).orElse(d);
  }

  private static INDArray dropped(Optional<INDArray> live, INDArray d) {
    return live.map(l -> d.mulColumnVector(l.rsub(1))).orElseGet(() -> d.mul(0));
  }
}
