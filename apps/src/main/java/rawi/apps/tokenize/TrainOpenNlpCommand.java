package rawi.apps.tokenize;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import opennlp.tools.tokenize.TokenizerModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rawi.apps.cli.Session;
import rawi.nn.saving.AtomicFile;
import rawi.tokenize.gold.GoldSentence;
import rawi.tokenize.opennlp.TokenizerTraining;

/** {@code rawi tokenize train-opennlp}: a model for OpenNLP's TokenizerME. */
@Command(
    name = "train-opennlp",
    mixinStandardHelpOptions = true,
    description = "Trains OpenNLP's TokenizerME on the surface tokens of a treebank.")
final class TrainOpenNlpCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private final Session session;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "F.conllu",
      description = "The treebank, in CoNLL-U; - is standard input.")
  private String data = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "F",
      description = "The model, in OpenNLP's own format.")
  private Path out = Path.of("");

  @Option(
      names = "--lang",
      paramLabel = "CODE",
      description = "The language that is written into the model. Default: ${DEFAULT-VALUE}.")
  private String language = "fr";

  TrainOpenNlpCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    OwnOptions.check(spec);
    AtomicFile.requireWritable(out);
    List<GoldSentence> sentences = Treebank.read(data, session);
    session.say("training on %d sentences".formatted(sentences.size()));
    TokenizerModel model = TokenizerTraining.train(sentences, language);
    AtomicFile.write(out, model::serialize, written -> new TokenizerModel(written));
    session.say("wrote " + out);
    return 0;
  }
}
