using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Images;

/// <summary>What there is of an image, without its bytes.</summary>
public sealed record ImageSummary(string Name, long Step, int Width, int Height);

/// <summary>Reads the images that runs recorded.</summary>
public sealed class ImageStore(IDbContextFactory<PlatformDbContext> contexts)
{
    /// <summary>A run's images by name and step.</summary>
    public async Task<IReadOnlyList<ImageSummary>> ListAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunImages
            .Where(image => image.RunId == runId)
            .OrderBy(image => image.Name).ThenBy(image => image.Step)
            .Select(image => new ImageSummary(image.Name, image.Step, image.Width, image.Height))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The image of a name at exactly this step, or <see langword="null"/>.</summary>
    public async Task<RunImage?> GetAsync(Guid runId, string name, long step, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunImages
            .SingleOrDefaultAsync(image => image.RunId == runId && image.Name == name && image.Step == step, cancellationToken);
    }
}
