using System.Text.Json.Nodes;
using Mantissa.Training.Datasets.Shapes;

namespace Mantissa.Training.Tests.Datasets.Shapes;

public class ShapesTests
{
    /// <summary>
    /// A set that a linear model solves says nothing about a network. Guessing gives 0.1; the model must learn something by heart on the
    /// training images, or it was not trained, and stay below 0.6 on the others.
    /// </summary>
    [Fact]
    public void A_linear_model_cannot_tell_the_shapes_apart()
    {
        using var folder = new TemporaryFolder();
        using var dataset = new ShapesDataset().Open(
            new JsonObject { ["trainImages"] = 5000, ["testImages"] = 1000 }, new(folder.Path, [], 2), _ => { }, default);
        var model = new SoftmaxRegression(3 * 32 * 32, 10);

        model.Train(dataset, epochs: 4, learningRate: 0.01f, weightDecay: 0.01f);

        model.Accuracy(dataset, dataset.Train).ShouldBeGreaterThan(0.3);
        model.Accuracy(dataset, dataset.Test).ShouldBeLessThan(0.6);
    }

    [Fact]
    public void Outlines_are_signed_distances_around_an_area_of_about_unit_size()
    {
        foreach (var silhouette in Silhouette.All)
        {
            silhouette.Distance(new(3, 3)).ShouldBeGreaterThan(2.5f, silhouette.Name);
            var inside = 0;
            for (var y = -1.5f; y < 1.5f; y += 0.05f)
            {
                for (var x = -1.5f; x < 1.5f; x += 0.05f)
                {
                    var distance = silhouette.Distance(new(x, y));
                    inside += distance < 0 ? 1 : 0;
                    // A distance changes no faster than the place.
                    Math.Abs(distance - silhouette.Distance(new(x + 0.01f, y))).ShouldBeLessThan(0.0101f, silhouette.Name);
                }
            }

            (inside * 0.05 * 0.05).ShouldBeInRange(0.7, 2.5, silhouette.Name);
        }
    }
}
