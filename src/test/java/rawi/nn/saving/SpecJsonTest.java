package rawi.nn.saving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import rawi.apps.models.KnownTypes;
import rawi.embeddings.CharacterEmbedding;
import rawi.embeddings.Embedding;
import rawi.nn.Initializer;
import rawi.nn.Junction;
import rawi.nn.Layer;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.activations.Elu;
import rawi.nn.backend.Padding;
import rawi.nn.constraints.MaxNorm;
import rawi.nn.constraints.NonNeg;
import rawi.nn.layers.Activation;
import rawi.nn.layers.Add;
import rawi.nn.layers.AveragePooling1D;
import rawi.nn.layers.BatchNormalization;
import rawi.nn.layers.CategoryEncoding;
import rawi.nn.layers.Concatenate;
import rawi.nn.layers.Conv1D;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dot;
import rawi.nn.layers.GlobalMaxPooling1D;
import rawi.nn.layers.LayerNormalization;
import rawi.nn.layers.Masking;
import rawi.nn.layers.MaxPooling1D;
import rawi.nn.layers.Normalization;
import rawi.nn.layers.PReLU;
import rawi.nn.layers.Permute;
import rawi.nn.layers.ReLU;
import rawi.nn.layers.Reshape;
import rawi.nn.layers.Sampling;
import rawi.nn.layers.Softmax;
import rawi.nn.layers.TimeDistributed;
import rawi.nn.regularizers.Regularizer;
import rawi.recurrent.Bidirectional;
import rawi.recurrent.GRU;
import rawi.recurrent.LSTM;
import rawi.recurrent.MergeMode;
import rawi.recurrent.SimpleRNN;

class SpecJsonTest {
  private static final SpecJson JSON = new SpecJson(KnownTypes.all());

  private static final List<Junction.Spec> SPECS =
      List.of(
          new Dense(3)
              .activation(Activations.TANH)
              .useBias(false)
              .initializers(Initializer.HE_NORMAL, new Initializer.Constant(1.0 / 3))
              .regularizers(
                  Optional.of(new Regularizer(0.1, 1e-300)), Optional.empty(), Optional.empty())
              .constraints(Optional.of(new MaxNorm(2, List.of(0))), Optional.empty()),
          new Dense(3).activation(new Elu(0.5, 1.25)),
          new Activation(new rawi.nn.activations.Softmax(-1)),
          new Softmax(1),
          new ReLU(Optional.of(6.0), 0, 0.25),
          new ReLU(Optional.empty(), 0.1, 0),
          new PReLU(Initializer.ORTHOGONAL, List.of(1, 2)),
          new BatchNormalization().axis(1).momentum(0.5).center(false),
          new LayerNormalization(List.of(-1), 1e-3, true, false),
          new Reshape(Shape.of(Shape.ANY, 4)),
          new Permute(List.of(2, 1)),
          new Concatenate(1),
          new Dot(1, 1, true),
          new Add(),
          new Normalization(List.of(1.0, -2.5), List.of(0.0, 4.0), true),
          new CategoryEncoding(7, CategoryEncoding.OutputMode.MULTI_HOT),
          new Sampling(0.25),
          MaxPooling1D.of(3),
          new AveragePooling1D(4, 2, Padding.SAME),
          new TimeDistributed(Sequential.of(new Dense(2), new Softmax(-1))),
          new CharacterEmbedding(
              50,
              8,
              Sequential.of(new Conv1D(4, 3, 1, Conv1D.Padding.SAME, 1), new GlobalMaxPooling1D())),
          new Bidirectional(
              GRU.of(3).with(o -> o.returnSequences(true).dropout(0.1).recurrentDropout(0.2)),
              MergeMode.SUM),
          new Bidirectional(LSTM.of(3)).backwardLayer(GRU.of(2).with(o -> o.goBackwards(true))),
          SimpleRNN.of(3).with(o -> o.kernelConstraint(MaxNorm.of(2)).biasConstraint(new NonNeg())),
          LSTM.of(4).activation(Activations.RELU).recurrentActivation(Activations.HARD_SIGMOID),
          SimpleRNN.of(2).with(o -> o.stateful(true)).named("memory"));

  @Test
  @DisplayName("specs come back equal, arguments of every kind and all")
  void equal() {
    for (Junction.Spec spec : SPECS) {
      assertEquals(spec, JSON.read("spec", JSON.write(spec)), spec::toString);
    }
  }

  @Test
  @DisplayName("what people find in the file is short and in Keras's words")
  void readable() {
    assertEquals(
        "{\"type\":\"Embedding\",\"inputDim\":9,\"outputDim\":4,\"maskZero\":true}",
        JSON.write(new Embedding(9, 4, true)).toString());
    assertEquals(
        "{\"type\":\"Reshape\",\"target\":[null,4]}",
        JSON.write(new Reshape(Shape.of(Shape.ANY, 4))).toString());
    assertEquals(
        "{\"type\":\"Activation\",\"function\":\"relu\"}",
        JSON.write(new Activation(Activations.RELU)).toString());
  }

  @Test
  @DisplayName("a layer that is no record, and a number that is none, are refused")
  void refusals() {
    Layer.Spec anonymous =
        new Layer.Spec() {
          @Override
          public Shape outputShape(Shape input) {
            return input;
          }

          @Override
          public Layer build(Shape input, Weights weights) {
            throw new UnsupportedOperationException();
          }
        };
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> JSON.write(anonymous)).getMessage());
    assertTrue(message.endsWith("is no record and cannot be saved"), message);
    assertEquals(
        "Infinity cannot be written as JSON",
        assertThrows(
                IllegalArgumentException.class,
                () -> JSON.write(new Masking(Double.POSITIVE_INFINITY)))
            .getMessage());
  }

  /** Where a namesake of a layer stands. */
  private static final class Other {
    record Dense() implements Layer.Spec {
      @Override
      public Shape outputShape(Shape input) {
        return input;
      }

      @Override
      public Layer build(Shape input, Weights weights) {
        throw new UnsupportedOperationException();
      }
    }
  }

  @Test
  @DisplayName("two layers cannot have one name")
  void namesakes() {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> SpecTypes.core().with(Other.Dense.class))
                .getMessage());
    assertEquals(
        "the name Dense stands for rawi.nn.layers.Dense and cannot stand for"
            + " rawi.nn.saving.SpecJsonTest$Other$Dense too",
        message);
    assertEquals(
        "String: expected a record or an enum",
        assertThrows(IllegalArgumentException.class, () -> SpecTypes.core().with(String.class))
            .getMessage());
  }
}
