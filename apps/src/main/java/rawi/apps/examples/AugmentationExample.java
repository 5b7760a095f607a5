package rawi.apps.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import rawi.apps.cli.Session;
import rawi.apps.plots.ImageTable;
import rawi.nn.Context;
import rawi.nn.Layer;
import rawi.nn.Shape;
import rawi.nn.Signal;
import rawi.nn.Weights;
import rawi.nn.backend.Arena;
import rawi.nn.layers.GaussianNoise;
import rawi.vision.augmentation.CenterCrop;
import rawi.vision.augmentation.FillMode;
import rawi.vision.augmentation.Filling;
import rawi.vision.augmentation.RandomBrightness;
import rawi.vision.augmentation.RandomChannelShift;
import rawi.vision.augmentation.RandomContrast;
import rawi.vision.augmentation.RandomCrop;
import rawi.vision.augmentation.RandomElasticTransform;
import rawi.vision.augmentation.RandomFlip;
import rawi.vision.augmentation.RandomInvert;
import rawi.vision.augmentation.RandomRotation;
import rawi.vision.augmentation.RandomTranslation;
import rawi.vision.augmentation.RandomZoom;
import rawi.vision.augmentation.Range;
import rawi.vision.augmentation.Rescaling;
import rawi.vision.augmentation.Resizing;
import rawi.vision.layers.Interpolation;

/**
 * Every layer that changes images, on a drawn scene: four draws of each, as four images of one
 * training batch get them.
 */
final class AugmentationExample implements Example {
  private static final int DRAWS = 4;
  private static final int TONE = 16; // of 256 shades one is drawn: the picture halves

  @Override
  public String name() {
    return "augmentation";
  }

  @Override
  public String description() {
    return "What each layer that changes images makes of one scene, as a picture.";
  }

  /** The layers by their labels in the picture. */
  private static Map<String, Layer.Spec> layers() {
    Map<String, Layer.Spec> all = new LinkedHashMap<>();
    Filling black = Filling.of(FillMode.CONSTANT);
    all.put("RandomFlip()", new RandomFlip());
    all.put("RandomRotation(0.1)", new RandomRotation(0.1));
    all.put("RandomRotation, constant", new RandomRotation(0.1).filling(black));
    all.put("RandomZoom(0.4)", new RandomZoom(0.4));
    all.put(
        "RandomZoom, width by itself",
        new RandomZoom(
            Range.symmetric(0.3), Optional.of(Range.symmetric(0.3)), Filling.of(FillMode.NEAREST)));
    all.put("RandomTranslation(0.2, 0.2)", new RandomTranslation(0.2, 0.2));
    all.put(
        "RandomTranslation, wrap",
        new RandomTranslation(0.2, 0.2).filling(Filling.of(FillMode.WRAP)));
    all.put("RandomCrop(64, 64)", new RandomCrop(64, 64));
    all.put("RandomBrightness(0.4)", new RandomBrightness(0.4));
    all.put("RandomContrast(0.8)", new RandomContrast(0.8));
    all.put("RandomChannelShift(0.3)", new RandomChannelShift(0.3));
    all.put("RandomInvert(0.5)", new RandomInvert(0.5));
    all.put("RandomElasticTransform(80, 5)", new RandomElasticTransform(80, 5));
    all.put("GaussianNoise(25)", new GaussianNoise(25));
    all.put("Rescaling(0.5, 64)", new Rescaling(0.5, 64));
    all.put("CenterCrop(64, 96)", new CenterCrop(64, 96));
    all.put("Resizing(24, 24)", new Resizing(24, 24));
    all.put("Resizing(24, 24, nearest)", new Resizing(24, 24).interpolation(Interpolation.NEAREST));
    return all;
  }

  private static INDArray coarser(INDArray images) {
    return Transforms.floor(images.div(TONE), false).muli(TONE).addi(TONE / 2);
  }

  @Override
  public Outcome run(Session session, Pictures pictures) {
    INDArray scene = Scene.draw();
    INDArray batch =
        Nd4j.concat(0, java.util.Collections.nCopies(DRAWS, scene).toArray(INDArray[]::new));
    Map<String, Double> figures = new LinkedHashMap<>();
    ImageTable table = new ImageTable(Scene.SIDE, DRAWS);
    table.add("as it is", coarser(batch));
    Arena arena = new Arena();
    for (Map.Entry<String, Layer.Spec> entry : layers().entrySet()) {
      Layer layer =
          entry
              .getValue()
              .build(
                  Shape.of(Scene.SIDE, Scene.SIDE, Scene.CHANNELS),
                  new Weights(session.seed(), DataType.FLOAT));
      Context context = Context.training(session.kernels(), arena, session.seed());
      INDArray changed = layer.forward(Signal.of(batch), context).output().values();
      table.add(entry.getKey(), coarser(changed));
      figures.put(entry.getKey() + ", mean", changed.meanNumber().doubleValue());
    }
    return new Outcome(figures, List.of(), pictures.write("augmentation.png", table::write));
  }
}
