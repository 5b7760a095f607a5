package rawi.recurrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.backend.Scan;

/**
 * A recurrent layer read forwards and, with weights of its own, backwards, the two outputs merged
 * (Schuster and Paliwal 1997): side by side, (batch, time, 2 units) or the last outputs of each
 * direction, (batch, 2 units).
 *
 * <p>As in Keras: forward weights come first, and so do forward states, given or returned; the
 * backward direction reverses only the real steps, and its sequence comes out in the order of the
 * input; where a sequence is masked, both halves are zero.
 *
 * <p>The backward direction may be a layer of its own, of another kind, size or activation. It must
 * have {@code goBackwards}, and {@code returnSequences}, {@code returnState} and {@code stateful}
 * as the forward one; only outputs that are put side by side or given as two may differ in size.
 *
 * @param layer what is read forwards, and backwards too unless another is given
 * @param merge how the outputs are put together; {@link MergeMode#NONE} gives two
 * @param backwardLayer what is read backwards
 */
public record Bidirectional(
    RecurrentSpec layer, MergeMode merge, Optional<RecurrentSpec> backwardLayer)
    implements Layer.Spec {
  public Bidirectional {
    if (layer.options().goBackwards()) {
      throw new IllegalArgumentException(
          "Bidirectional: expected a layer that reads forwards, got goBackwards");
    }
    backwardLayer.ifPresent(back -> check(layer, merge, back));
  }

  private static void check(RecurrentSpec layer, MergeMode merge, RecurrentSpec back) {
    if (!back.options().goBackwards()) {
      throw new IllegalArgumentException(
          "Bidirectional: expected a backward layer that reads backwards; set its goBackwards");
    }
    same("returnSequences", RecurrentOptions::returnSequences, layer, back);
    same("returnState", RecurrentOptions::returnState, layer, back);
    same("stateful", RecurrentOptions::stateful, layer, back);
    boolean sizes = merge == MergeMode.CONCAT || merge == MergeMode.NONE;
    if (!sizes && layer.units() != back.units()) {
      throw new IllegalArgumentException(
          "Bidirectional: merge %s takes outputs of one size, got %d units forwards and %d backwards"
              .formatted(merge, layer.units(), back.units()));
    }
  }

  private static void same(
      String option,
      Function<RecurrentOptions, Boolean> of,
      RecurrentSpec layer,
      RecurrentSpec back) {
    boolean ahead = of.apply(layer.options());
    if (ahead != of.apply(back.options())) {
      throw new IllegalArgumentException(
          "Bidirectional: expected the same %s of both layers, got %s forwards and %s backwards"
              .formatted(option, ahead, !ahead));
    }
  }

  /** The same layer in both directions. */
  public Bidirectional(RecurrentSpec layer, MergeMode merge) {
    this(layer, merge, Optional.empty());
  }

  /** Outputs side by side. */
  public Bidirectional(RecurrentSpec layer) {
    this(layer, MergeMode.CONCAT);
  }

  /**
   * The same with another layer for the backward direction.
   *
   * @throws IllegalArgumentException if the two do not go together
   */
  public Bidirectional backwardLayer(RecurrentSpec other) {
    return new Bidirectional(layer, merge, Optional.of(other));
  }

  /** What is read backwards. */
  RecurrentSpec back() {
    return backwardLayer.orElse(layer);
  }

  @Override
  public Shape outputShape(Shape input) {
    List<Shape> all = outputShapes(List.of(input));
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "Bidirectional: it has several outputs; use it in a functional model");
    }
    return all.get(0);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape ahead = layer.outputShapes(inputs.subList(0, 1)).get(0);
    List<Shape> states = new ArrayList<>(states(layer));
    states.addAll(states(back()));
    RecurrentSpec.checkStates("Bidirectional", inputs.subList(1, inputs.size()), states);
    List<Shape> all = new ArrayList<>();
    if (merge == MergeMode.CONCAT) {
      all.add(ahead.withLast((long) layer.units() + back().units()));
    } else {
      all.add(ahead);
    }
    if (merge == MergeMode.NONE) {
      all.add(ahead.withLast(back().units()));
    }
    if (layer.options().returnState()) {
      all.addAll(states);
    }
    return all;
  }

  private static List<Shape> states(RecurrentSpec of) {
    return Collections.nCopies(of.cell().states(), Shape.of(of.units()));
  }

  @Override
  public Layer build(Shape input, Weights weights) {
    return build(List.of(input), weights);
  }

  @Override
  public Layer build(List<Shape> inputs, Weights weights) {
    outputShapes(inputs);
    Shape x = inputs.get(0);
    Scan.Masked masked = layer.options().returnSequences() ? Scan.Masked.ZERO : Scan.Masked.REPEAT;
    return new BothDirections(
        this,
        layer.directed(x, weights.in("forward_" + layer.name()), false, masked),
        back().directed(x, weights.in("backward_" + back().name()), true, masked));
  }
}
