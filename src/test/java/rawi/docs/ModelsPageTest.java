package rawi.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import rawi.apps.models.KnownTypes;
import rawi.apps.report.CurveReport;
import rawi.embeddings.Embedding;
import rawi.nn.GradientCheck;
import rawi.nn.Model;
import rawi.nn.Network;
import rawi.nn.Node;
import rawi.nn.Sequential;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Summary;
import rawi.nn.Weights;
import rawi.nn.activations.Activations;
import rawi.nn.backend.CpuKernels;
import rawi.nn.backend.Kernels;
import rawi.nn.backend.Workers;
import rawi.nn.layers.Concatenate;
import rawi.nn.layers.Dense;
import rawi.nn.layers.Dot;
import rawi.nn.losses.MeanSquaredError;
import rawi.nn.losses.SparseCategoricalCrossentropy;
import rawi.nn.metrics.MeanError;
import rawi.nn.metrics.SparseCategoricalAccuracy;
import rawi.nn.optimizers.Adam;
import rawi.nn.saving.ModelFile;
import rawi.nn.saving.SpecTypes;
import rawi.nn.training.CSVLogger;
import rawi.nn.training.EarlyStopping;
import rawi.nn.training.EpochReport;
import rawi.nn.training.ModelCheckpoint;
import rawi.nn.training.Monitor;
import rawi.nn.training.Objective;
import rawi.nn.training.Recipe;
import rawi.nn.training.ReduceLROnPlateau;
import rawi.nn.training.SavedModel;
import rawi.nn.training.Target;
import rawi.nn.training.TensorDataset;
import rawi.nn.training.Trainer;
import rawi.nn.training.Training;
import rawi.recurrent.LSTM;

/** The programs of docs/models.md: each stands here or in {@link Xor}, and is run. */
class ModelsPageTest {
  private static final Path PAGE = Path.of("docs", "models.md");
  private static final Kernels KERNELS = new CpuKernels(new Workers(1));

  @TempDir private Path folder;

  @Test
  void everyProgramOfThePageIsHereOrInXor() throws IOException {
    Path here = Path.of("src", "test", "java", "rawi", "docs");
    String sources = "";
    for (String file : List.of("ModelsPageTest.java", "Xor.java")) {
      sources += flat(Files.readString(here.resolve(file)));
    }
    Matcher blocks =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    List<String> missing = new ArrayList<>();
    int count = 0;
    while (blocks.find()) {
      count++;
      if (!sources.contains(flat(blocks.group(1)))) {
        missing.add(blocks.group(1));
      }
    }
    assertThat(count).isGreaterThan(6);
    assertThat(missing).isEmpty();
  }

  /** Without line ends and indentation, which a page has of its own. */
  private static String flat(String code) {
    return code.replaceAll("\\s+", " ").strip();
  }

  @Test
  void theSmallestProgramLearnsXor() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      Xor.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("accuracy=1.0");
  }

  private static Model stars() {
    Node tokens = Node.input("tokens", Shape.of(Shape.ANY));
    Node length = Node.input("length", Shape.of(1));
    Node read = tokens.then(new Embedding(1000, 16, true)).then(LSTM.of(32));
    Node both = Node.join(new Concatenate(-1), read, length);
    Node stars = both.then(Dense.of(5).named("stars"));
    Node price = both.then(Dense.of(1).named("price"));
    Model model = new Model(List.of(tokens, length), List.of(stars, price));
    return model;
  }

  @Test
  void aGraphAndItsSummary() throws IOException {
    Model model = stars();
    String table = Summary.of(model).toText();
    assertThat(flat(Files.readString(PAGE))).contains(flat(table));
    assertThat(Summary.of(model).parameters()).isEqualTo(22_476);
  }

  @Test
  void layersAreShared() {
    Node left = Node.input("left", Shape.of(20));
    Node right = Node.input("right", Shape.of(20));
    Dense reader = Dense.of(8, Activations.TANH); // one layer, one set of weights
    Node alike = Node.join(new Dot(1, 1, true), left.then(reader), right.then(reader));
    Model twins = new Model(List.of(left, right), List.of(alike));
    assertThat(Summary.of(twins).parameters()).isEqualTo(168);
  }

  @Test
  void modelsWithinModels() {
    Node image = Node.input("image", Shape.of(64));
    Node code = Node.input("code", Shape.of(4));
    Model encoder = Model.of(image, image.then(Dense.of(16, Activations.RELU)).then(Dense.of(4)));
    Model decoder = Model.of(code, code.then(Dense.of(16, Activations.RELU)).then(Dense.of(64)));
    Node input = Node.input("input", Shape.of(64));
    Model autoencoder =
        Model.of(input, input.then(encoder.named("encoder")).then(decoder.named("decoder")));
    Network network = Network.of(autoencoder, new Weights(42, DataType.FLOAT));
    Network alone = network.sub("encoder"); // the same weights, not copies
    assertThat(alone.parameters().get(0).value()).isSameAs(network.parameters().get(0).value());
  }

  @Test
  void transferOfWhatWasLearnt() {
    Sequential layers = Sequential.of(Dense.of(16, Activations.RELU), Dense.of(8), Dense.of(3));
    Network trained = Network.of(layers, Shape.of(20), new Weights(1, DataType.FLOAT));
    Network features = trained.upTo("dense_1");
    features.setTrainable(false);
    Node x = Node.input("x", Shape.of(20));
    Model model = Model.of(x, x.then(features.reused().named("features")).then(Dense.of(7)));
    Network network = Network.of(model, new Weights(42, DataType.FLOAT));
    // .. train the new head; then all of it, with a small learning rate:
    network.part("features").setTrainable(true);
    assertThat(network.weights()).containsKeys("features/dense/kernel", "dense/kernel");
  }

  @Test
  void severalLosses() {
    Network network = Network.of(stars(), new Weights(42, DataType.FLOAT));
    INDArray ids = Nd4j.createFromArray(new int[][] {{5, 7, 0}, {9, 2, 4}});
    INDArray lengths = Nd4j.createFromArray(new float[][] {{2}, {3}});
    Objective stars =
        Objective.of(new SparseCategoricalCrossentropy()).with(SparseCategoricalAccuracy::new);
    Objective price = Objective.of(new MeanSquaredError()).weighted(0.1).with(MeanError::absolute);
    Recipe recipe = new Recipe(List.of(stars, price), Adam.of(0.01));
    TensorDataset data =
        TensorDataset.of(
            List.of(Signal.of(ids), Signal.of(lengths)),
            List.of(
                Target.of(Nd4j.createFromArray(4, 0)),
                Target.of(Nd4j.createFromArray(new float[][] {{12}, {30}}))));
    Training training = Training.of(network, recipe, KERNELS);
    List<EpochReport> epochs = training.fit(data, Trainer.Options.epochs(2));
    assertThat(epochs.get(1).metrics())
        .containsOnlyKeys(
            "loss", "stars_loss", "stars_accuracy", "price_loss", "price_mean_absolute_error");
  }

  private static TensorDataset sides(long seed) {
    INDArray x = GradientCheck.random(seed, 40, 2).castTo(DataType.FLOAT);
    INDArray y = x.getColumn(0).gt(0).castTo(DataType.INT32);
    return TensorDataset.of(x, y);
  }

  @Test
  void callbacksAndFiles() throws IOException {
    Network network =
        Network.of(Sequential.of(Dense.of(2)), Shape.of(2), new Weights(42, DataType.FLOAT));
    Recipe recipe = Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.1));
    TensorDataset train = sides(1).shuffled(42);
    TensorDataset valid = sides(2);
    Training training = Training.of(network, recipe, KERNELS);
    SpecTypes types = KnownTypes.all();
    training.fit(
        train,
        valid,
        Trainer.Options.epochs(6).withClipNorm(1),
        new ReduceLROnPlateau(
            Monitor.of("val_loss").withMinDelta(1e-4), ReduceLROnPlateau.Options.defaults()),
        new EarlyStopping("val_loss", 3),
        new CSVLogger(folder.resolve("epochs.csv")),
        new CurveReport(folder.resolve("curves.html"), "Sides", Clock.systemUTC()),
        ModelCheckpoint.of(folder.resolve("best.rawi"), network, types)
            .bestOnly(Monitor.of("val_loss")));
    assertThat(folder).isDirectoryContaining("glob:**/best.rawi");
    assertThat(Files.readAllLines(folder.resolve("epochs.csv"))).hasSizeGreaterThan(2);

    Path file = folder.resolve("sides.rawi");
    training.save(file, types);
    Training later = Training.load(file, types, recipe, KERNELS); // goes on where that one stood
    Network model = ModelFile.of(types).read(file); // the network alone, for use
    ModelFile.writeWeights(folder.resolve("sides.safetensors"), model);
    assertThat(later.evaluate(valid)).isEqualTo(training.evaluate(valid));
  }

  @Test
  void aRunThatIsResumed() {
    Network network =
        Network.of(Sequential.of(Dense.of(2)), Shape.of(2), new Weights(42, DataType.FLOAT));
    Recipe recipe = Recipe.of(new SparseCategoricalCrossentropy(), Adam.of(0.1));
    TensorDataset train = sides(1).shuffled(42);
    SpecTypes types = KnownTypes.all();
    Path file = folder.resolve("run-{epoch}.rawi");
    new Trainer(
            network,
            recipe,
            KERNELS,
            Trainer.Options.epochs(2),
            List.of(ModelCheckpoint.of(file, network, types)))
        .fit(train, Optional.empty());
    SavedModel saved = SavedModel.read(folder.resolve("run-02.rawi"), types);
    Trainer trainer =
        new Trainer(
            saved.network(),
            recipe,
            KERNELS,
            Trainer.Options.epochs(5),
            List.of(ModelCheckpoint.of(file, saved.network(), types)));
    trainer.resume(saved.state().orElseThrow());
    trainer.fit(train, Optional.empty()); // epochs 3 to 5
    assertThat(trainer.history()).hasSize(5);
  }

  @Test
  void theMessagesOfThePage() throws IOException {
    String page = flat(Files.readString(PAGE));
    Node x = Node.input("x", Shape.of(20));
    Node hidden = x.then(Dense.of(8));
    assertThatThrownBy(() -> hidden.then(LSTM.of(3)))
        .satisfies(e -> assertThat(page).contains(flat(String.valueOf(e.getMessage()))));
    Node y = Node.input("y", Shape.of(20));
    assertThatThrownBy(() -> new Model(List.of(x, y), List.of(hidden)))
        .satisfies(e -> assertThat(page).contains(flat(String.valueOf(e.getMessage()))));
  }
}
