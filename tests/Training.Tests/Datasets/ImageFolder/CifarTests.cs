using System.Text.Json.Nodes;
using Mantissa.Training.Datasets.ImageFolder;

namespace Mantissa.Training.Tests.Datasets.ImageFolder;

/// <summary>60,000 real photographs, all the way from a zip of JPEG files to the cache.</summary>
public class CifarTests
{
    [SharedDataFact("cifar10-jpeg.zip")]
    public void Cifar10_has_its_published_counts_classes_and_colours()
    {
        using var folder = new TemporaryFolder();
        var path = SharedDataFactAttribute.Find("cifar10-jpeg.zip")!;
        var environment = new TrainingEnvironment(folder.File("cache"), [Path.GetDirectoryName(path)!], Environment.ProcessorCount);

        using var dataset = new ImageFolderDataset().Open(new JsonObject { ["path"] = path }, environment, _ => { }, default);

        (dataset.ImageSize, dataset.Channels, dataset.Train.Count, dataset.Test.Count).ShouldBe((32, 3, 50_000, 10_000));
        dataset.ClassNames.ShouldBe(["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]);
        for (var label = 0; label < 10; label++)
        {
            dataset.Train.Labels.Count(label).ShouldBe(5000);
            dataset.Test.Labels.Count(label).ShouldBe(1000);
        }

        // Mean and deviation of CIFAR-10's training images as they are quoted everywhere; JPEG moves them by a few thousandths.
        float[] mean = [0.4914f, 0.4822f, 0.4465f], deviation = [0.2470f, 0.2435f, 0.2616f];
        for (var channel = 0; channel < 3; channel++)
        {
            dataset.Colours.Mean[channel].ShouldBe(mean[channel], 0.005f);
            dataset.Colours.Deviation[channel].ShouldBe(deviation[channel], 0.005f);
        }
    }
}
