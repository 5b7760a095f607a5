package rawi.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import rawi.embeddings.Embedding;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dropout;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.LSTM;

class SummaryTest {
  @Test
  @DisplayName("a Sequential prints as in Keras")
  void sequential() {
    Sequential model =
        Sequential.of(
            new Embedding(1000, 64, true),
            new Dropout(0.2),
            new Bidirectional(LSTM.of(32)),
            new Dense(2));
    assertEquals(
        """
        Model: "sequential"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━┳━━━━━━━━━┓
        ┃ Layer (type)                  ┃ Output Shape     ┃ Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━╇━━━━━━━━━┩
        │ embedding (Embedding)         │ (None, None, 64) │  64,000 │
        ├───────────────────────────────┼──────────────────┼─────────┤
        │ dropout (Dropout)             │ (None, None, 64) │       0 │
        ├───────────────────────────────┼──────────────────┼─────────┤
        │ bidirectional (Bidirectional) │ (None, 64)       │  24,832 │
        ├───────────────────────────────┼──────────────────┼─────────┤
        │ dense (Dense)                 │ (None, 2)        │     130 │
        └───────────────────────────────┴──────────────────┴─────────┘
         Total params: 88,962 (347.51 KB)
         Trainable params: 88,962 (347.51 KB)
         Non-trainable params: 0 (0.00 B)
        """,
        Summary.of(model, Shape.of(Shape.ANY)).toText());
  }

  @Test
  @DisplayName("a graph says what each layer takes from; a shared layer is counted once")
  void graph() {
    Node one = Node.input("one", Shape.of(3));
    Node two = Node.input("two", Shape.of(3));
    Dense shared = new Dense(4);
    Model model =
        new Model(
            List.of(one, two),
            List.of(one.then(shared), two.then(shared).then(new Dense(1).named("score"))));
    Network network = Network.of(model, new Weights(1, DataType.FLOAT));
    network.part("score").setTrainable(false);
    assertEquals(
        """
        Model: "model"
        ┏━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━┳━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━┓
        ┃ Layer (type)     ┃ Output Shape ┃ Param # ┃ Connected to         ┃
        ┡━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━╇━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━┩
        │ one (InputLayer) │ (None, 3)    │       0 │ -                    │
        ├──────────────────┼──────────────┼─────────┼──────────────────────┤
        │ two (InputLayer) │ (None, 3)    │       0 │ -                    │
        ├──────────────────┼──────────────┼─────────┼──────────────────────┤
        │ dense (Dense)    │ (None, 4)    │      16 │ one[0][0], two[0][0] │
        ├──────────────────┼──────────────┼─────────┼──────────────────────┤
        │ score (Dense)    │ (None, 1)    │       5 │ dense[1][0]          │
        └──────────────────┴──────────────┴─────────┴──────────────────────┘
         Total params: 21 (84.00 B)
         Trainable params: 16 (64.00 B)
         Non-trainable params: 5 (20.00 B)
        """,
        Summary.of(network).toText());
  }

  @Test
  @DisplayName("rows are data, and a model within a model has a summary of its own")
  void rows() {
    Node a = Node.input("a", Shape.of(3));
    Model model = Model.of(a, a.then(Sequential.of(new Dense(4), new Dense(2)).named("head")));
    Summary summary = Summary.of(model);
    assertEquals(
        List.of(
            new Summary.Row("a", "InputLayer", List.of(Shape.of(3)), 0, 0, List.of()),
            new Summary.Row(
                "head", "Sequential", List.of(Shape.of(2)), 26, 26, List.of("a[0][0]"))),
        summary.rows());
    Network network = Network.of(model, new Weights(1, DataType.FLOAT));
    assertEquals(
        List.of("dense", "dense_1"),
        Summary.of(network.part("head")).rows().stream().map(Summary.Row::name).toList());
  }

  @Test
  @DisplayName("124 million parameters are counted without allocating them")
  void largeModelsCostNothing() {
    Sequential vggHead = Sequential.of(new Dense(4096), new Dense(4096), new Dense(1000));
    Pointer.totalBytes();
    long before = Pointer.totalBytes();
    Summary summary = Summary.of(vggHead, Shape.of(25_088));
    assertEquals(123_642_856, summary.parameters());
    assertTrue(Pointer.totalBytes() - before < 1_000_000, "arrays were allocated");
  }
}
