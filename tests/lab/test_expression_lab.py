"""The lab of expressions: who is split from whom, what is measured, and that a training learns and goes on."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from visavis.lab.expression.ages import estimate_ages
from visavis.lab.expression.cells import Bench
from visavis.lab.expression.curves import Curve, draw_curves, draw_reliability
from visavis.lab.expression.faces import WIDE_PX, Faces
from visavis.lab.expression.gradients import fit_gradients
from visavis.lab.expression.masks import is_grey, masked, skin
from visavis.lab.expression.material import LABELS, LEFT_OUT, Material, sort_out
from visavis.lab.expression.measure import calibration_error, fit_scaling, reliability, score, softmax
from visavis.lab.expression.nets import Size
from visavis.lab.expression.plan import Plan, Row, read_plan
from visavis.lab.expression.results import Results, by_group, write_table
from visavis.lab.expression.shapes import balanced_weights, fit_components, fit_regression, mirror_shapes
from visavis.lab.expression.sources import read_fer_folder, read_fer_table, read_labels, read_manifest, read_table
from visavis.lab.expression.split import TEST, TRAIN, TUNE, join_lookalikes, split_people
from visavis.lab.expression.train import ClassTraining, Recipe, ShapeTraining, tell
from visavis.lab.expression.vary import Variety, centre, vary
from visavis.observe.expression_classes.crop import FACE_PX

SMALL = Size(80, 20, 32, 2, 2, channels=1)


def draw_face(kind: int, rng: np.random.Generator) -> NDArray[np.uint8]:
    """A grey disc before a chequered wall; its mouth bends up, lies straight or is round."""
    picture = rng.integers(0, 256, (7, 7, 3)).astype(np.uint8).repeat(16, 0).repeat(16, 1)
    middle = WIDE_PX // 2 + int(rng.integers(-2, 3))
    cv2.circle(picture, (middle, middle), 42, (170, 170, 170), -1)
    for x in (middle - 15, middle + 15):
        cv2.circle(picture, (x, middle - 12), 4, (30, 30, 30), -1)
    mouth = (middle, middle + 14)
    if kind == 0:
        cv2.ellipse(picture, mouth, (18, 12), 0, 0, 180, (30, 30, 30), 5)
    elif kind == 1:
        cv2.line(picture, (middle - 16, middle + 18), (middle + 16, middle + 18), (30, 30, 30), 5)
    else:
        cv2.circle(picture, (middle, middle + 20), 9, (30, 30, 30), -1)
    noise = rng.normal(0, 6, picture.shape[:2])[..., None]
    return np.asarray((picture + noise).clip(0, 255), np.uint8)


def drawn_material(people: int = 60, seed: int = 0) -> Material:
    """Two faces of each drawn person, a tenth of them with other sources' labels."""
    rng = np.random.default_rng(seed)
    kinds = rng.integers(0, 3, 2 * people)
    pictures = np.stack([draw_face(int(kind), rng) for kind in kinds])
    shape = rng.normal(0, 0.01, (2 * people, 468, 3)).astype(np.float32)
    shape[:, 61, 1] += 0.1 * kinds
    names = ("happiness", "neutral", "surprise")
    about = [
        {
            "origin": "expressions" if row < 1.7 * people else "faces",
            "name": str(row),
            "label": names[kind],
            "person": f"p{row // 2}",
            "age": str(20 + row // 2),
        }
        for row, kind in enumerate(kinds)
    ]
    pose = np.zeros((2 * people, 3), np.float32)
    return sort_out(Faces(pictures, pictures, shape, pose, about), read_labels(LABELS / "three.yaml"))


def small_plan(*rows: Row) -> Plan:
    quick = {"steps": 12, "batch": 8, "rate": 2e-3, "ema": 0.8}
    return Plan(
        {"vit": SMALL, "mixer": replace(SMALL, heads=1)},
        (Row("single", "alone"), *rows),
        (1, 2),
        shape_codes=4,
        pretraining=quick,
        training=quick | {"balance": 0.5},
        group={"steps": 4, "rate": 1e-3, "weights": [2, 4]},
        keep_every=6,
    )


class TestSplit:
    def test_nobody_is_in_two_splits_and_classes_keep_their_shares(self) -> None:
        rng = np.random.default_rng(0)
        persons = np.array([f"p{one}" for one in rng.integers(0, 900, 3000)])
        classes = rng.choice(3, 3000, p=[0.4, 0.5, 0.1])
        split = split_people(persons, classes)
        for person in set(persons):
            assert len(set(split[persons == person])) == 1
        for part, share in ((TRAIN, 0.8), (TUNE, 0.1), (TEST, 0.1)):
            for one in range(3):
                held = ((split == part) & (classes == one)).sum() / (classes == one).sum()
                assert held == pytest.approx(share, abs=0.03)
        assert np.array_equal(split, split_people(persons, classes))
        assert not np.array_equal(split, split_people(persons, classes, seed=1))

    def test_somebody_with_very_many_pictures_is_learned_from(self) -> None:
        persons = np.array(["often"] * 300 + [f"p{one}" for one in range(700)])
        split = split_people(persons, np.arange(1000) % 3)
        assert set(split[:300]) == {TRAIN}

    def test_people_who_share_a_picture_or_its_mirror_image_count_as_one(self) -> None:
        rng = np.random.default_rng(1)
        pictures = (rng.random((4, 7, 7, 3)) * 255).astype(np.uint8).repeat(16, 1).repeat(16, 2)
        pictures[2] = pictures[0, :, ::-1]
        joined = join_lookalikes(pictures, np.array(["a", "b", "c", "d"]))
        assert joined[0] == joined[2]
        assert len(set(joined)) == 3

    def test_a_measured_person_is_never_learned_from_elsewhere(self) -> None:
        material = drawn_material()
        held = set(material.persons[material.test]) | set(material.persons[material.tune])
        for rows in (material.train, material.others, material.unlabelled):
            assert not held & set(material.persons[rows])

    def test_other_pictures_of_a_measured_person_are_left_out(self) -> None:
        material = drawn_material()
        about = [dict(row) for row in material.faces.about]
        stray = int(material.others[0])
        about[stray]["person"] = about[int(material.test[0])]["person"]
        again = sort_out(replace(material.faces, about=about), material.labels)
        assert again.split[stray] == LEFT_OUT
        assert stray not in again.others
        assert stray not in again.unlabelled

    @pytest.mark.shared
    def test_the_real_split_leaks_nobody(self, shared_data: Path) -> None:
        with (shared_data / "expressions" / "labels.csv").open(newline="") as file:
            told = list(csv.DictReader(file))
        labels = read_labels(LABELS / "three.yaml")
        persons = np.array([row["person"] for row in told])
        classes = np.array([labels.find(row["label"]) for row in told])
        split = split_people(persons, classes)
        people = [set(persons[split == part]) for part in (TRAIN, TUNE, TEST)]
        assert not people[0] & (people[1] | people[2])
        assert not people[1] & people[2]
        assert min(np.bincount(classes[split == TEST])) > 90


class TestSources:
    def test_a_label_set_comes_from_a_file(self, tmp_path: Path) -> None:
        labels = read_labels(LABELS / "three.yaml")
        assert labels.classes == ("happy", "neutral", "other")
        assert [labels.find(one) for one in ("happiness", "Neutral", "슬픔", "bored")] == [0, 1, 2, -1]
        assert len(read_labels(LABELS / "seven.yaml").classes) == 7
        (tmp_path / "twice.yaml").write_text("classes: {a: [x], b: [x]}")
        with pytest.raises(ValueError, match="two classes"):
            read_labels(tmp_path / "twice.yaml")

    def test_tables_leave_out_what_is_not_there(self, tmp_path: Path) -> None:
        cv2.imwrite(str(tmp_path / "a.png"), np.full((8, 8, 3), 9, np.uint8))
        (tmp_path / "labels.csv").write_text("file,label,person,age\na.png,happy,p,31\nb.png,sad,q,9\n")
        (sample,) = read_table(tmp_path, tmp_path / "labels.csv", "mine")
        assert (sample.label, sample.person, sample.told["age"]) == ("happy", "mine/p", "31")
        assert sample.load().shape == (8, 8, 3)

    def test_both_layouts_of_fer2013(self, tmp_path: Path) -> None:
        pixels = " ".join(str(one % 256) for one in range(48 * 48))
        (tmp_path / "fer2013.csv").write_text(f"emotion,pixels,Usage\n3,{pixels},Training\n6,{pixels},PublicTest\n")
        happy, neutral = read_fer_table(tmp_path / "fer2013.csv")
        assert (happy.label, neutral.label, neutral.told["use"]) == ("happy", "neutral", "PublicTest")
        assert happy.load().shape == (144, 144, 3)
        folder = tmp_path / "test" / "angry"
        folder.mkdir(parents=True)
        cv2.imwrite(str(folder / "1.jpg"), np.zeros((48, 48, 3), np.uint8))
        (angry,) = read_fer_folder(tmp_path)
        assert (angry.label, angry.load().shape) == ("angry", (144, 144, 3))

    def test_a_manifest_tells_agreed_emotion_age_and_person(self, tmp_path: Path) -> None:
        told = {"person": "x", "emotion": "슬픔", "emotion_agreed": "기쁨", "age": "30"}
        row = {"file": "images/1.png", "labels": told}
        (tmp_path / "manifest.jsonl").write_text(json.dumps(row) + "\n")
        (sample,) = read_manifest(tmp_path)
        assert (sample.label, sample.person, sample.told["age"]) == ("기쁨", "manifest/x", "30")


class TestMeasure:
    def test_scores_of_a_known_confusion(self) -> None:
        truth = np.array([0, 0, 0, 1, 1, 2])
        told = np.eye(3)[[0, 0, 1, 1, 1, 0]] * 0.6 + 0.2
        found = score(told, truth)
        assert found.confusion == ((2, 1, 0), (0, 2, 0), (1, 0, 0))
        assert found.accuracy == pytest.approx(4 / 6)
        assert found.recalls == pytest.approx((2 / 3, 1.0, 0.0))
        assert found.macro_f1 == pytest.approx((4 / 6 + 4 / 5 + 0) / 3)
        assert found.pair == pytest.approx(4 / 5)
        assert found.count == 6

    def test_scaling_takes_false_confidence_away(self) -> None:
        rng = np.random.default_rng(0)
        logits = rng.normal(0, 1, (4000, 3))
        truth = np.array([rng.choice(3, p=row) for row in softmax(logits + np.array([0, 0.7, -0.7]))])
        loud = 4 * logits
        scaling = fit_scaling(loud, truth, with_offsets=True)
        assert scaling.temperature == pytest.approx(4, rel=0.15)
        assert scaling.offsets == pytest.approx((0, 0.7, -0.7), abs=0.15)
        assert calibration_error(scaling.shares(loud), truth) < 0.03 < calibration_error(softmax(loud), truth)
        assert fit_scaling(loud, truth, with_offsets=False).offsets == (0, 0, 0)
        assert sum(one.share for one in reliability(softmax(loud), truth)) == pytest.approx(1)

    def test_groups_too_small_to_be_told_are_left_out(self) -> None:
        shares, truth = softmax(np.random.default_rng(0).normal(size=(80, 3))), np.arange(80) % 3
        groups = {"many": np.arange(80) < 50, "few": np.arange(80) < 20}
        assert set(by_group(shares, truth, groups)) == {"many"}

    def test_drawings_are_whole(self) -> None:
        shares, truth = softmax(np.random.default_rng(0).normal(size=(300, 3))), np.arange(300) % 3
        bins = reliability(shares, truth)
        for svg in (draw_reliability(bins, bins, "a < b"), draw_curves([Curve("x", [0, 1], [2, 3])], "t", "a", "b")):
            assert svg.startswith("<svg")
            assert svg.rstrip().endswith("</svg>")
            assert "a < b" not in svg


class TestShapes:
    def test_the_baseline_finds_a_moved_corner_of_the_mouth(self) -> None:
        material = drawn_material(people=300)
        train, test = material.train, material.test
        truth = material.classes[train]
        regression = fit_regression(material.shapes(train), truth, balanced_weights(truth), 20)
        found = regression.logits(material.shapes(test)).argmax(1)
        assert (found == material.classes[test]).mean() > 0.9

    def test_codes_have_unit_variance_and_mirroring_twice_changes_nothing(self) -> None:
        shapes = np.random.default_rng(0).normal(size=(200, 468, 3)).astype(np.float32)
        codes = fit_components(shapes, 8).codes(shapes)
        assert codes.std(0) == pytest.approx(np.ones(8), rel=0.01)
        assert np.array_equal(mirror_shapes(mirror_shapes(shapes)), shapes)

    def test_gradients_are_read_linearly_as_the_export_would(self) -> None:
        material = drawn_material()
        rows, truth = material.train, material.classes[material.train]
        net = fit_gradients(material.faces.cut[rows], truth, 3, balanced_weights(truth), steps=30)
        told = tell(net, material.faces.cut[rows])
        assert (told.argmax(1) == truth).mean() > 0.9
        assert (tell(net, material.faces.cut[material.test]).argmax(1) == material.classes[material.test]).mean() > 0.6


class TestPictures:
    def test_variety_depends_on_the_generator_alone_and_none_is_the_centre(self) -> None:
        wide = torch.from_numpy(np.stack([draw_face(k, np.random.default_rng(k)) for k in range(3)]))
        none = Variety(0, 0, 0, 0, 0, 0, 0, 0)
        unturned = torch.zeros(3, dtype=torch.bool)
        one = vary(wide, unturned, none, torch.Generator().manual_seed(1))
        assert torch.allclose(one, centre(wide), atol=0.01)
        turned = vary(wide, ~unturned, none, torch.Generator().manual_seed(1))
        assert torch.allclose(turned, centre(wide).flip(3), atol=0.01)
        a, b, c = (vary(wide, unturned, Variety(), torch.Generator().manual_seed(seed)) for seed in (5, 5, 6))
        assert torch.equal(a, b)
        assert not torch.equal(a, c)
        assert a.shape == (3, 3, FACE_PX, FACE_PX)
        assert 0 <= a.min() <= a.max() <= 255

    def test_masks_keep_skin_and_leave_grey_pictures_alone(self) -> None:
        picture = np.full((WIDE_PX, WIDE_PX, 3), (40, 90, 200), np.uint8)
        picture[30:80, 30:80] = (224, 172, 140)
        assert skin(picture)[35:75, 35:75].all()
        assert not skin(picture)[:20].any()
        out = masked(picture[None], "skin", FACE_PX)[0]
        assert (out[0, 0] == 127).all()
        assert (out[50, 50] == picture[50, 50]).all()
        grey = np.full_like(picture, 120)
        assert is_grey(grey)
        assert np.array_equal(masked(grey[None], "skin", FACE_PX)[0], grey)
        oval = masked(picture[None], "oval", FACE_PX)[0]
        assert (oval[0, 0] == 127).all()
        assert (oval[56, 56] == picture[56, 56]).all()

    def test_ages_are_estimated_with_their_error_or_not_at_all(self) -> None:
        faces = drawn_material().faces
        told = estimate_ages(faces)
        assert told.count == len(faces)
        assert np.array_equal(told.years, [float(row["age"]) for row in faces.about])
        assert told.error_years > 0
        assert told.inside((20, 39)).sum() == 40
        none = estimate_ages(replace(faces, about=[{**row, "age": ""} for row in faces.about]))
        assert np.isnan(none.years).all()
        assert not none.inside().any()


class TestTraining:
    @pytest.mark.parametrize("net", ["vit", "mixer"])
    def test_it_learns_a_few_faces_by_heart(self, net: str) -> None:
        material = drawn_material(people=12)
        rows = np.arange(16)
        still = Variety(0, 0, 0, 0, 0, 0, 0, 0)
        recipe = Recipe(net, SMALL, 150, batch=16, rate=3e-3, smoothing=0, ema=0.9, variety=still)  # type: ignore[arg-type]
        training = ClassTraining(recipe, material.faces.cut[rows], material.classes[rows], 3)
        list(training.run(150))
        answers = tell(training.average, material.faces.cut[rows])
        assert (answers.argmax(1) == material.classes[rows]).all()

    def test_shapes_are_learned_without_labels(self) -> None:
        material = drawn_material(people=40)
        shapes = material.shapes(np.arange(len(material.faces)))
        parts = fit_components(shapes, 1)
        codes = parts.codes(shapes)
        recipe = Recipe("mixer", SMALL, 120, batch=16, rate=3e-3, ema=0.9)
        training = ShapeTraining(recipe, material.faces.cut, codes, codes)
        losses = [told["loss"] for told in training.run(120)]
        assert np.mean(losses[-20:]) < 0.6 * np.mean(losses[:20])

    def test_a_run_goes_on_exactly(self) -> None:
        material = drawn_material(people=12)
        recipe = Recipe("vit", replace(SMALL, drop=0.2), 10, batch=4)
        whole, part, rest = (ClassTraining(recipe, material.faces.cut, material.classes, 3) for _ in range(3))
        list(whole.run(4))
        list(part.run(2))
        rest.restore(part.state())
        list(rest.run(2))
        for one, two in zip(whole.average.parameters(), rest.average.parameters(), strict=True):
            assert torch.equal(one, two)


class TestTable:
    def test_a_table_goes_on_where_it_stopped_and_tells_what_is_done(self, tmp_path: Path) -> None:
        group, other = Row("group", "ages", group_rounds=2), Row("others", "with others", others=True)
        said: list[str] = []
        bench = Bench(drawn_material(), small_plan(group, other), tmp_path, said.append)
        assert not replace(bench, ends=0.0).run_all()
        assert bench.run_all({"vit"})
        assert Results(bench).seeds(bench.plan.rows[0]) == []
        assert bench.run_all()
        done = [cell.name for cell in bench.plan.cells() if bench.is_done(cell)]
        assert len(done) == 12
        before = (tmp_path / "cells" / "single" / "vit-1" / "answers.npz").stat().st_mtime_ns
        said.clear()
        assert bench.run_all()
        assert not said
        assert (tmp_path / "cells" / "single" / "vit-1" / "answers.npz").stat().st_mtime_ns == before

        results = Results(bench)
        table = write_table(results.lines(), bench.material.labels.classes)
        assert table.count("\n") == 2 + 3 + 5 + 3 + 3
        assert "mean of both, and landmarks | 2 |" in table

    def test_the_shipped_plan_is_whole(self) -> None:
        plan = read_plan()
        cells = [cell.name for cell in plan.cells()]
        assert len(cells) == len(set(cells)) == len(plan.rows) * len(plan.seeds) * 2
        assert cells[0] == "single/vit-1"
        for cell in plan.cells():
            assert plan.recipe(cell).size.side_px == FACE_PX
            assert len(plan.group["weights"]) >= cell.row.group_rounds
