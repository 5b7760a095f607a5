package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import rawi.apps.cli.Session;
import rawi.apps.plots.ImageTable;
import rawi.apps.vision.FeatureMaps;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.training.Recipe;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;
import rawi.vision.applications.Applications;
import rawi.vision.augmentation.Rescaling;

/** LeNet-5 learns seven kinds of drawings; its filters, and what each layer makes of a drawing. */
final class FiltersExample implements Example {
  private static final int TRAIN = 2000;
  private static final int TEST = 500;
  private static final int EPOCHS = 6;
  private static final String FRAME = "frame";

  @Override
  public String name() {
    return "filters";
  }

  @Override
  public String description() {
    return "What the layers of a trained LeNet-5 look for and find, as a picture.";
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    long seed = session.seed();
    Shape image = Shape.of(Drawings.SIDE, Drawings.SIDE, 1);
    Model leNet =
        Applications.LENET5.model(
            o ->
                o.inputShape(Drawings.SIDE, Drawings.SIDE, 1)
                    .classes(Drawings.KINDS.size())
                    .classifierActivation(Activations.LINEAR));
    Network network =
        Network.of(
            Sequential.of(new Rescaling(1.0 / 255), leNet.asLayer().named("lenet5")),
            image,
            new Weights(seed, DataType.FLOAT));
    Recipe recipe =
        Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.002))
            .with(SparseCategoricalAccuracy::new);
    Training training = Training.of(network, recipe, session.kernels());
    Drawings drawings = Drawings.of(TRAIN, seed);
    Drawings unseen = Drawings.of(TEST, seed + 1);
    TensorDataset test = TensorDataset.of(unseen.images(), unseen.kinds());
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("accuracy, untrained", training.evaluate(test).getOrDefault("accuracy", 0.0));
    training.fit(
        TensorDataset.of(drawings.images(), drawings.kinds()).shuffled(seed),
        Trainer.Options.epochs(EPOCHS).withSeed(seed));
    figures.put(
        "accuracy on unseen drawings", training.evaluate(test).getOrDefault("accuracy", 0.0));
    ImageTable table = new FeatureMaps(network, session.kernels()).draw(first(FRAME, unseen));
    return new Outcome(figures, List.of(), pictures.write("filters.png", table::write));
  }

  private static INDArray first(String kind, Drawings drawings) {
    int[] kinds = drawings.kinds().toIntVector();
    int place = 0;
    while (kinds[place] != Drawings.KINDS.indexOf(kind)) {
      place++;
    }
    return drawings
        .images()
        .get(
            NDArrayIndex.interval(place, place + 1),
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.all())
        .dup('c');
  }
}
