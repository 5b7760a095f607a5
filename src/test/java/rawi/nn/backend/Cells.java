package rawi.nn.backend;

import static rawi.nn.activations.Activations.HARD_SIGMOID;
import static rawi.nn.activations.Activations.LINEAR;
import static rawi.nn.activations.Activations.RELU;
import static rawi.nn.activations.Activations.SIGMOID;
import static rawi.nn.activations.Activations.TANH;

import java.util.List;

/** The recurrent cells that tests go through. */
final class Cells {
  /** With the activations that the fast kernels know. */
  static final List<Cell> STANDARD =
      List.of(
          new Cell.SimpleRnn(TANH),
          new Cell.Lstm(TANH, SIGMOID),
          new Cell.Gru(TANH, SIGMOID, true),
          new Cell.Gru(TANH, SIGMOID, false));

  /** With others. */
  static final List<Cell> OTHERS =
      List.of(
          new Cell.SimpleRnn(RELU),
          new Cell.SimpleRnn(LINEAR),
          new Cell.Lstm(RELU, HARD_SIGMOID),
          new Cell.Lstm(LINEAR, SIGMOID),
          new Cell.Gru(RELU, HARD_SIGMOID, true),
          new Cell.Gru(LINEAR, HARD_SIGMOID, false));

  private Cells() {}
}
