package rawi.docs;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.Processor;
import rawi.nn.layers.Dense;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;

public class Xor {
  public static void main(String[] args) {
    try (Processor processor = Processor.start()) {
      INDArray x = Nd4j.createFromArray(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
      TensorDataset data = TensorDataset.of(x, Nd4j.createFromArray(0, 1, 1, 0));
      Sequential layers = Sequential.of(Dense.of(8, Activations.TANH), Dense.of(2));
      Network network = Network.of(layers, Shape.of(2), new Weights(42, DataType.FLOAT));
      Recipe recipe =
          Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.05))
              .with(SparseCategoricalAccuracy::new);
      Training training = Training.of(network, recipe, processor.kernels());
      training.fit(data, Trainer.Options.epochs(100));
      System.out.println(training.evaluate(data));
      System.out.println(training.predict(x));
    }
  }
}
