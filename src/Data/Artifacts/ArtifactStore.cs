using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;

namespace Mantissa.Data.Artifacts;

/// <summary>What there is of an artifact, without its bytes.</summary>
public sealed record ArtifactSummary(string Name, long Step, string ContentType, long Size);

/// <summary>Reads the files that runs recorded.</summary>
public sealed class ArtifactStore(IDbContextFactory<PlatformDbContext> contexts)
{
    /// <summary>A run's artifacts by name and step.</summary>
    public async Task<IReadOnlyList<ArtifactSummary>> ListAsync(Guid runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunArtifacts
            .Where(artifact => artifact.RunId == runId)
            .OrderBy(artifact => artifact.Name).ThenBy(artifact => artifact.Step)
            .Select(artifact => new ArtifactSummary(artifact.Name, artifact.Step, artifact.ContentType, artifact.Size))
            .ToListAsync(cancellationToken);
    }

    /// <summary>The artifact of a name at exactly this step, or <see langword="null"/>.</summary>
    public async Task<RunArtifact?> GetAsync(Guid runId, string name, long step, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.RunArtifacts
            .SingleOrDefaultAsync(artifact => artifact.RunId == runId && artifact.Name == name && artifact.Step == step, cancellationToken);
    }
}
