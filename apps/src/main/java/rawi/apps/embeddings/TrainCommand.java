package rawi.apps.embeddings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rawi.apps.cli.Failure;
import rawi.apps.cli.Session;
import rawi.apps.cli.Usage;
import rawi.apps.cli.Utf8Lines;
import rawi.embeddings.CharacterNgrams;
import rawi.embeddings.WordVectors;
import rawi.embeddings.files.VectorFiles;
import rawi.embeddings.training.Corpus;
import rawi.embeddings.training.TrainingMethod;
import rawi.embeddings.training.TrainingOptions;
import rawi.embeddings.training.TrainingProgress;
import rawi.embeddings.training.VectorTraining;
import rawi.nn.backend.Workers;
import rawi.tokenize.Language;
import rawi.tokenize.Token;
import rawi.tokenize.WordTokenizer;

/** {@code rawi embeddings train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Learns vectors of words from a text, one sentence or paragraph a line.")
final class TrainCommand implements Callable<Integer> {
  private static final TrainingOptions DEFAULTS = TrainingOptions.defaults(TrainingMethod.SKIPGRAM);

  private final Session session;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "F.txt",
      description = "The text in UTF-8; '-' is standard input.")
  private String data = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "V",
      description =
          "File to write: .vec, .bin (word2vec's), either with .gz, or .rvec, which also keeps"
              + " sub-words.")
  private Path out = Path.of("");

  @Option(
      names = "--method",
      paramLabel = "skipgram|cbow|fasttext",
      description = "What is learnt from what. Default: ${DEFAULT-VALUE}.")
  private String method = DEFAULTS.method().toString();

  @Option(
      names = "--lang",
      paramLabel = "fr|ar|auto",
      description = "How words are normalized. Default: ${DEFAULT-VALUE}.")
  private String language = "auto";

  @Option(
      names = "--tokenizer",
      paramLabel = "word|space",
      description =
          "word cuts and normalizes; space takes what stands between spaces as it is."
              + " Default: ${DEFAULT-VALUE}.")
  private String tokenizer = "word";

  @Option(
      names = "--dim",
      paramLabel = "N",
      description = "Length of a vector. Default: ${DEFAULT-VALUE}.")
  private int dimensions = DEFAULTS.dimensions();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Most neighbours on each side. Default: ${DEFAULT-VALUE}.")
  private int window = DEFAULTS.window();

  @Option(
      names = "--negative",
      paramLabel = "N",
      description = "Words drawn by chance for each true one. Default: ${DEFAULT-VALUE}.")
  private int negatives = DEFAULTS.negatives();

  @Option(
      names = "--sample",
      paramLabel = "T",
      description =
          "Words more frequent than this share of the text are left out at times."
              + " Default: 0.001, for fasttext 0.0001.")
  private Optional<Double> sample = Optional.empty();

  @Option(
      names = "--min-count",
      paramLabel = "N",
      description = "Words seen less often are left out. Default: ${DEFAULT-VALUE}.")
  private int minCount = DEFAULTS.minCount();

  @Option(
      names = "--max-words",
      paramLabel = "N",
      description = "Most words, the most frequent ones. Default: all.")
  private Optional<Integer> maxWords = Optional.empty();

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Rounds over the text. Default: ${DEFAULT-VALUE}.")
  private int epochs = DEFAULTS.epochs();

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description = "At the start; it falls to 0. Default: 0.025, for cbow and fasttext 0.05.")
  private Optional<Double> learningRate = Optional.empty();

  @Option(
      names = "--min-n",
      paramLabel = "N",
      description = "Of fasttext: least characters of a sub-word. Default: ${DEFAULT-VALUE}.")
  private int minN = DEFAULTS.ngrams().minN();

  @Option(
      names = "--max-n",
      paramLabel = "N",
      description = "Of fasttext: most characters of a sub-word. Default: ${DEFAULT-VALUE}.")
  private int maxN = DEFAULTS.ngrams().maxN();

  @Option(
      names = "--buckets",
      paramLabel = "N",
      description = "Of fasttext: hash values of sub-words. Default: ${DEFAULT-VALUE}.")
  private int buckets = DEFAULTS.ngrams().buckets();

  TrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    TrainingOptions options = options();
    Function<String, List<String>> cut = cut();
    VectorFiles.requireWritable(out);
    if (options.method() == TrainingMethod.FASTTEXT && !VectorFiles.keepsSubwords(out)) {
      session.say(out + ": holds whole words only; .rvec keeps the sub-words too");
    }
    try (Corpus corpus = corpus(cut, options);
        Workers workers = new Workers(session.threads())) {
      VectorTraining training = new VectorTraining(corpus, options);
      TrainingLine line = new TrainingLine(session, options.epochs());
      WordVectors vectors = training.run(workers, line);
      line.end();
      VectorFiles.write(out, vectors);
      report(vectors, corpus, line.last(), training.learnt());
    }
    return 0;
  }

  private TrainingOptions options() {
    TrainingMethod chosen = Usage.checkOptions(() -> TrainingMethod.of(method));
    TrainingOptions d = TrainingOptions.defaults(chosen);
    CharacterNgrams ngrams = Usage.check(() -> new CharacterNgrams(minN, maxN, buckets));
    return Usage.checkOptions(
        () ->
            new TrainingOptions(
                chosen,
                dimensions,
                window,
                negatives,
                sample.orElse(d.sample()),
                minCount,
                maxWords.orElse(d.maxWords()),
                epochs,
                learningRate.orElse(d.learningRate()),
                ngrams,
                session.seed()));
  }

  private Function<String, List<String>> cut() {
    Language texts = Usage.check(() -> Language.of(language));
    return switch (tokenizer) {
      case "word" -> {
        WordTokenizer words = WordTokenizer.of(texts);
        yield line -> words.tokenize(line).stream().map(TrainCommand::word).toList();
      }
      case "space" ->
          line -> Arrays.stream(line.split("\\s+", -1)).filter(w -> !w.isEmpty()).toList();
      default -> throw new Usage("--tokenizer: expected word or space, got '" + tokenizer + "'");
    };
  }

  /** A token as one word of a file of vectors, whose words end with a space. */
  private static String word(Token token) {
    return token.normalized().replace(' ', '_');
  }

  private Corpus corpus(Function<String, List<String>> cut, TrainingOptions options) {
    Path folder = Optional.ofNullable(out.toAbsolutePath().getParent()).orElse(out);
    try (Utf8Lines lines = Utf8Lines.open(data, session.in());
        Corpus.Builder builder = new Corpus.Builder(folder)) {
      while (lines.advance()) {
        List<String> words = cut.apply(lines.line());
        if (!words.isEmpty()) {
          builder.add(words);
        }
      }
      Corpus corpus;
      try {
        corpus = builder.build(options.minCount(), options.maxWords());
      } catch (IllegalArgumentException e) {
        throw new Failure(lines.name() + ": " + e.getMessage());
      }
      session.say(
          "%s: %s, %d of them different; %d are learnt, which are %d of the text"
              .formatted(
                  lines.name(),
                  Counted.words(builder.size()),
                  builder.different(),
                  corpus.words().size(),
                  corpus.size()));
      return corpus;
    }
  }

  private void report(WordVectors vectors, Corpus corpus, TrainingProgress end, long learnt) {
    if (session.json()) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("vectors", out.toString());
      result.put("method", method);
      result.put("words", vectors.size());
      result.put("dimensions", vectors.dimensions());
      result.put("tokens", corpus.size());
      result.put("epochs", epochs);
      result.put("threads", session.threads());
      result.put("seconds", end.seconds());
      result.put("wordsPerSecond", end.wordsPerSecond());
      result.put("learntPerSecond", learnt / end.seconds());
      session.print(result);
      return;
    }
    List<String> parts = new ArrayList<>();
    parts.add(out + ": " + Counted.words(vectors.size()));
    parts.add(String.format(Locale.ROOT, "%d dimensions", vectors.dimensions()));
    parts.add(String.format(Locale.ROOT, "%.1f s", end.seconds()));
    parts.add(String.format(Locale.ROOT, "%,.0f words/s", end.wordsPerSecond()));
    session.out().println(String.join(", ", parts));
  }
}
