using Mantissa.Data.Configurations;
using Mantissa.Data.Entities;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mantissa.Data.Experiments;

/// <summary>The named groups of runs.</summary>
public sealed class ExperimentStore(IDbContextFactory<PlatformDbContext> contexts)
{
    /// <summary>Every experiment, archived ones too, by id.</summary>
    public async Task<IReadOnlyList<Experiment>> ListAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Experiments.OrderBy(experiment => experiment.Id).ToListAsync(cancellationToken);
    }

    /// <summary>The experiment, or <see langword="null"/> when there is none of that id.</summary>
    public async Task<Experiment?> GetAsync(long id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Experiments.SingleOrDefaultAsync(experiment => experiment.Id == id, cancellationToken);
    }

    /// <summary>The experiment, or <see langword="null"/> when there is none of that name.</summary>
    public async Task<Experiment?> FindAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Experiments.SingleOrDefaultAsync(experiment => experiment.Name == name, cancellationToken);
    }

    /// <summary>Makes an experiment.</summary>
    /// <exception cref="ExperimentExistsException">There is one of that name.</exception>
    public async Task<Experiment> CreateAsync(string name, IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var experiment = new Experiment { Name = name, Tags = tags };
        context.Add(experiment);
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new ExperimentExistsException(name);
        }

        return experiment;
    }

    /// <summary>The experiment of a name, made if it is not there.</summary>
    public async Task<Experiment> EnsureAsync(string name, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is { } found)
            return found;
        try
        {
            return await CreateAsync(name, new Dictionary<string, string>(), cancellationToken);
        }
        catch (ExperimentExistsException)
        {
            return (await FindAsync(name, cancellationToken))!;
        }
    }

    /// <summary>Gives it another name.</summary>
    /// <returns>Whether there is such an experiment.</returns>
    /// <exception cref="ExperimentExistsException">Another one has that name.</exception>
    public async Task<bool> RenameAsync(long id, string name, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            return await context.Database.ExecuteSqlAsync($"update experiment set name = {name}, updated_at = now() where id = {id}", cancellationToken) == 1;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ExperimentExistsException(name);
        }
    }

    /// <summary>Sets a tag.</summary>
    /// <returns>Whether there is such an experiment.</returns>
    public async Task<bool> TagAsync(long id, string key, string value, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var tag = JsonColumn.Write(new Dictionary<string, string> { [key] = value });
        return await context.Database.ExecuteSqlAsync(
            $"update experiment set tags = tags || {tag}::jsonb, updated_at = now() where id = {id}", cancellationToken) == 1;
    }

    /// <summary>Puts it away with all its runs, or brings it and them back.</summary>
    /// <returns>Whether there is such an experiment.</returns>
    public async Task<bool> ArchiveAsync(long id, bool archived, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await context.Database.ExecuteSqlAsync(
            $"update experiment set archived_at = case when {archived} then now() end, updated_at = now() where id = {id}", cancellationToken) == 0)
        {
            return false;
        }

        await context.Database.ExecuteSqlAsync(
            $"update run set archived_at = case when {archived} then now() end where experiment_id = {id} and (archived_at is null) = {archived} and deleted_at is null", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>There is an experiment of that name.</summary>
public sealed class ExperimentExistsException(string name) : Exception($"There is an experiment named '{name}' already; it may be archived.");
